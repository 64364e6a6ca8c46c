"""What can be said of sets of goods without knowing the goods."""

from loyalty_pos.core.programme.conditions import Goods


def has_none(goods: Goods) -> bool:
    """Tell whether no article can belong to the set, because all that is named is excluded too."""
    named = bool(goods.articles or goods.categories or goods.brands)
    left = goods.brands or goods.articles - goods.not_articles or goods.categories - goods.not_categories
    return named and not left


def covers(wide: Goods, narrow: Goods) -> bool:
    """Tell whether every article of ``narrow`` surely belongs to ``wide``."""
    if not (wide.not_articles <= narrow.not_articles and wide.not_categories <= narrow.not_categories):
        return False
    if not (wide.articles or wide.categories or wide.brands):
        return True
    if not (narrow.articles or narrow.categories or narrow.brands):
        return False
    return (
        narrow.articles <= wide.articles
        and narrow.categories <= wide.categories
        and narrow.brands <= wide.brands
    )


def apart(first: Goods, second: Goods) -> bool:
    """Tell whether no article belongs to both: both name categories only, and different ones."""
    if first.articles or second.articles or first.brands or second.brands:
        return False
    one, other = first.categories - first.not_categories, second.categories - second.not_categories
    if first.categories and second.categories:
        return one.isdisjoint(other)
    if first.categories:
        return one <= second.not_categories
    return bool(second.categories) and other <= first.not_categories
