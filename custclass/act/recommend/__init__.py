"""Next-product lists from baskets and views, per customer and per segment, judged against the best-seller list."""

from custclass.act.recommend.judged import hit_rate, hit_table
from custclass.act.recommend.lists import best_sellers, next_products, scores, segment_lists, similarity

__all__ = [
    "best_sellers",
    "hit_rate",
    "hit_table",
    "next_products",
    "scores",
    "segment_lists",
    "similarity",
]
