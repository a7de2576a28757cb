"""DatasetProfile in, findings out: evidence on a column weighed together with its table. Pure functions."""

from pdscan.classify.table import classify
from pdscan.classify.weights import Weights, load_weights

__all__ = ["Weights", "classify", "load_weights"]
