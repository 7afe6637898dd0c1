"""Files of an encoder that are not what they should be."""

import pytest

from analyser.encoder import load_tokenizer, open_session


def test_a_file_that_is_no_network_is_named(tmp_path):
    path = tmp_path / "encoder-1.onnx"
    path.write_bytes(b"not a network")
    with pytest.raises(ValueError, match='"encoder-1.onnx" is no network'):
        open_session(path)


def test_a_file_that_is_no_tokenizer_is_named(tmp_path):
    path = tmp_path / "tokenizer.json"
    path.write_text('{"version": "1.0"}', encoding="utf-8")
    with pytest.raises(ValueError, match='"tokenizer.json" is no tokenizer'):
        load_tokenizer(path)
