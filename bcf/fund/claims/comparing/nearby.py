"""What stands by what in a reading: the figures of a sentence, the list after a paragraph."""

from collections.abc import Iterator
from functools import cached_property

from bcf.fund.claims.blocks import common
from bcf.fund.claims.values import Block, BlockKind, Figure, Kind, Reading, Sentence


class Nearby:
    """Looks things up in a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def _by_sentence(self) -> dict[int, list[Figure]]:
        found: dict[int, list[Figure]] = {}
        for figure in self.reading.figures:
            found.setdefault(figure.sentence, []).append(figure)
        return found

    @cached_property
    def _by_block(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.reading.sentences:
            found.setdefault(sentence.block, []).append(sentence)
        return found

    def figures(self, sentence: Sentence) -> list[Figure]:
        return self._by_sentence.get(sentence.index, [])

    def money(self, sentence: Sentence) -> list[Figure]:
        return [figure for figure in self.figures(sentence) if figure.kind is Kind.MONEY]

    def sentences(self, block: Block) -> list[Sentence]:
        return self._by_block.get(block.index, [])

    def last_sentence(self, block: Block) -> Sentence | None:
        sentences = self.sentences(block)
        return sentences[-1] if sentences else None

    def in_block(self, block: Block) -> list[Figure]:
        return [figure for sentence in self.sentences(block) for figure in self.figures(sentence)]

    def plain(self, block: Block) -> str:
        return common(block.text)


def items_after(reading: Reading) -> Iterator[tuple[Block | None, list[Block]]]:
    """Every list: the block that leads to it and its items of the outermost depth. A list in a list counts apart."""
    blocks = reading.blocks
    seen: set[int] = set()
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.ITEM or block.group in seen:
            continue
        seen.add(block.group)
        items = [
            other for other in blocks[place:]
            if other.kind is BlockKind.ITEM and other.group == block.group and other.depth == block.depth
        ]  # fmt: skip
        intro = blocks[place - 1] if place and blocks[place - 1].kind is not BlockKind.CELL else None
        yield intro, items
