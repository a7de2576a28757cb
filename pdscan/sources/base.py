"""What a source is: it lists datasets, cuts them into partitions and reads those as batches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass

from pdscan.batch import Batch
from pdscan.model.schema import Dataset, Skipped


@dataclass(frozen=True, slots=True)
class Partition:
    """A unit of work: which columns of which rows of a dataset to read. Holds names only."""

    dataset: Dataset
    columns: tuple[str, ...]
    sample_rows: int | None = None
    """Read about this many rows, spread over the dataset; None reads every row."""
    seed: int = 0


class Source(ABC):
    """A place with datasets. Picklable: a connection is opened when first needed, and never travels.

    Reading never writes. `close` ends the connections; a source can be used again after it.
    """

    name: str
    """First part of the names of its datasets."""
    display: str
    """The target as it may be shown, with secrets masked."""

    @abstractmethod
    def datasets(self) -> Iterator[Dataset | Skipped]:
        """Everything in scope. Raises SourceError when the source as a whole can't be used."""

    def partitions(
        self, dataset: Dataset, columns: tuple[str, ...], *, sample_rows: int | None, seed: int
    ) -> Iterator[Partition]:
        """Cut the reading of a dataset into units of work; one unit unless a source knows better."""
        yield Partition(dataset, columns, sample_rows, seed)

    @abstractmethod
    def read(self, partition: Partition) -> Iterator[Batch]:
        """The partition's rows. Raises DatasetError when they can't be read (to the end)."""

    def close(self) -> None:
        """End connections."""
