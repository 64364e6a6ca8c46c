"""Rewards of the catalogue and stamp cards."""

from loyalty_pos.core.programme.file._conditions import read_goods
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.rewards import Reward, StampCard, StampLife

_MOST_PIECES = 1_000


def read_reward(table: Table) -> Reward:
    """Return one reward that costs points."""
    reward = Reward(
        id=table.text("id"),
        name=table.text("name"),
        points=table.whole("points", low=1),
        article=table.text("article"),
        pieces=table.whole("pieces", 1, low=1, high=_MOST_PIECES),
    )
    table.done()
    return reward


def read_stamp(table: Table) -> StampCard:
    """Return one stamp card; its gift is an article, or some of the goods in the basket."""
    if table.has("article") == table.has("reward"):
        table.refuse("article", "either_article_or_reward")
    card = StampCard(
        id=table.text("id"),
        name=table.text("name"),
        goods=read_goods(table, "goods"),
        pieces=table.whole("pieces", low=1, high=_MOST_PIECES),
        article=table.text("article") if table.has("article") else "",
        gift=read_goods(table, "reward") if table.has("reward") else None,
        life=table.choice("life", StampLife, StampLife.EVER),
    )
    table.done()
    return card
