"""The words of the reports that colleagues read, in the language of the workspace."""

from __future__ import annotations

from contentops.lint.finding import Finding
from contentops.lint.reporters.report import Report
from contentops.lint.reporters.rule_words import message_in
from contentops.lint.words import detect_languages

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Lint report",
        "error": "error",
        "warning": "warning",
        "note": "note",
        "errors": "errors",
        "warnings": "warnings",
        "notes": "notes",
        "file": "file",
        "files": "files",
        "error_means": "the law or the company forbids it",
        "warning_means": "needs evidence, or a person's judgement",
        "note_means": "allowed; keep the proof, or consider a better word",
        "nothing": "Nothing was found.",
        "clean": "Files without findings",
        "accepted": "Accepted findings",
        "accepted_by_baseline": "in the baseline",
        "accepted_in_file": "in the file",
        "accepted_why": "Accepted because",
        "by_list": "Findings by list",
        "show": "Show",
        "place": "Place",
        "found": "Found",
        "why": "Why",
        "source": "Source",
        "instead": "Instead",
        "severity": "Severity",
        "colon": ": ",
        "or": " / ",
    },
    "zh": {
        "title": "文稿审查报告",
        "error": "错误",
        "warning": "警告",
        "note": "提示",
        "errors": "错误",
        "warnings": "警告",
        "notes": "提示",
        "file": "文件",
        "files": "文件",
        "error_means": "法律或公司明令禁止",
        "warning_means": "须有依据，或由人判断",
        "note_means": "可以使用；请留存依据，或考虑更好的说法",
        "nothing": "没有发现问题。",
        "clean": "没有问题的文件",
        "accepted": "已确认放行的问题",
        "accepted_by_baseline": "已在基线中",
        "accepted_in_file": "在文中注明放行",
        "accepted_why": "放行理由",
        "by_list": "各词表的问题数",
        "show": "显示",
        "place": "位置",
        "found": "原文",
        "why": "问题",
        "source": "依据",
        "instead": "建议改为",
        "severity": "级别",
        "colon": "：",
        "or": "；",
    },
}


def page_language(report: Report) -> str:
    """`zh` or `en`: what the report asks for, else Chinese when a text with findings has Chinese in it."""
    if report.language in WORDS:
        return report.language
    sample = "".join(finding.text + finding.message for finding in report.findings[:200])
    sample = sample or "".join(source[:500] for source in list(report.sources.values())[:20])
    return "zh" if "zh" in detect_languages(sample) else "en"


def explanation(finding: Finding, language: str) -> list[str]:
    """A finding for a person, a line each: severity and message, source, suggestions."""
    words = WORDS[language]
    colon = words["colon"]
    lines = [f"{words[finding.severity]}{colon}{message_in(finding, language)}"]
    if finding.source:
        lines.append(f"{words['source']}{colon}{finding.source}")
    if finding.suggestions:
        lines.append(f"{words['instead']}{colon}{words['or'].join(finding.suggestions)}")
    return lines
