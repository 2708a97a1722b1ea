"""短期集中の帳票: which sheets of a course leave as paper or file."""

from takigi.kernel.labelled import Labelled


class CoursePaper(Labelled):
    """短期集中の帳票の種類 (casework.md 3.6)."""

    PLAN = "course_plan", "個別サービス計画書"
    SESSIONS = "sessions", "実施記録"
    MEASUREMENTS = "measurements", "体力測定の記録"
    END_REPORT = "end_report", "終了時報告書"
    EXTENSION = "extension", "延長の協議書"
