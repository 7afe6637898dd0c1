"""Look at XML by local names: the variants of a format differ in their namespaces only."""

from __future__ import annotations

from lxml import etree


def local_name(node: etree._Element | None) -> str:
    """Give an element's name without its namespace; nothing for None or what is no element."""
    if node is None or not isinstance(node.tag, str):
        return ""
    return node.tag.rpartition("}")[2]


def child(node: etree._Element | None, name: str) -> etree._Element | None:
    """Find the first child of a name.

    Parameters
    ----------
    node : lxml.etree._Element, optional
        None has no children.
    name : str
        A local name.

    Returns
    -------
    lxml.etree._Element, optional
        None where there is none.
    """
    if node is None:
        return None
    return next((each for each in node if local_name(each) == name), None)


def attribute(node: etree._Element | None, name: str) -> str:
    """Read an attribute.

    Parameters
    ----------
    node : lxml.etree._Element, optional
        None has no attributes.
    name : str
        A local name.

    Returns
    -------
    str
        Empty where there is none.
    """
    attributes = {} if node is None else node.attrib
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")
