"""Every recogniser file keeps its own examples, and agrees with Presidio's own analysis of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pdscan import registry
from pdscan.detectors.recognizers import RecognizerSpec
from pdscan.errors import RecognizerError

SET = registry.recognizer_set(())


@pytest.mark.parametrize("spec", SET.specs, ids=lambda spec: spec.name)
def test_examples(spec: RecognizerSpec) -> None:
    for value in spec.pdscan.examples.match:
        assert _found(spec, value), value
    for value in spec.pdscan.examples.no_match:
        assert not _found(spec, value), value


@pytest.mark.parametrize("spec", SET.specs, ids=lambda spec: spec.name)
def test_presidio_agrees(spec: RecognizerSpec) -> None:
    recognizer = SET.recognizers[SET.specs.index(spec)]
    for value in (*spec.pdscan.examples.match, *spec.pdscan.examples.no_match):
        results = recognizer.analyze(value, [str(spec.supported_entity)], None)
        assert bool(results) == _found(spec, value), value


def _found(spec: RecognizerSpec, value: str) -> bool:
    return any(m.recognizer == spec.name and m.valid is not False for m in SET.matches(value))


def test_a_wrong_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("name: mine\nsupported_entity: NO_SUCH\n", "utf-8")
    with pytest.raises(RecognizerError, match=r"mine\.yaml"):
        registry.recognizer_set((tmp_path,))
