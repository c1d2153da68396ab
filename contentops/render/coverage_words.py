"""The words of gaps and of the report on supply and coverage, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from contentops.models.base import Language

_EN: Mapping[str, str] = {
    "gap.rate": "{kind} · {name}: {found} of {wanted} in {weeks} ({rate} a week wanted)",
    "gap.mix": "{kind} · {name}: {share} of the effort, {target} wanted ({hours} h short)",
}

_ZH: Mapping[str, str] = {
    "gap.rate": "{kind} · {name}：{weeks} 发布 {found} 次，应有 {wanted} 次（每周 {rate} 次）",
    "gap.mix": "{kind} · {name}：占投入 {share}，目标 {target}（差 {hours} 小时）",
}

COVERAGE_WORDS: Mapping[Language, Mapping[str, str]] = {"en": _EN, "zh": _ZH}
