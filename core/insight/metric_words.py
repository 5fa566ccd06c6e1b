"""What each metric is called and how it is defined, in words an owner can check."""

from __future__ import annotations

from core.i18n import N_

LABELS = {
    "retention": N_("Retention"),
    "churn": N_("Churn"),
    "still_active": N_("Still coming at the end"),
    "repeat_rate": N_("Repeat rate"),
    "new_client_return": N_("New customers who return"),
    "visit_frequency": N_("Visits per customer"),
    "average_spend": N_("Average spend"),
    "lifetime_value": N_("Lifetime value"),
    "nps": N_("Would recommend (NPS)"),
    "csat": N_("Satisfied (CSAT)"),
    "ces": N_("Found it easy (CES)"),
    "ces_easy": N_("Found it easy, share"),
    "answered": N_("Answered"),
    "first_answer": N_("Time to the first answer"),
}
DEFINITIONS = {
    "retention": N_(
        "Of the customers who were active when the period began, the share who came again in it. "
        "Active is who was last here within twice their usual time between visits or, before they "
        "have one, within the days set in Settings; days of a closure do not count."
    ),
    "churn": N_(
        "Of the customers who were active when the period began, the share who did not come in it."
    ),
    "still_active": N_(
        "Of the customers who were active when the period began, the share who were still active "
        "when it ended. Active is as in retention: who came in the period and then stopped counts "
        "as retained, but not here."
    ),
    "repeat_rate": N_(
        "Of the customers who came in the period, the share who came on two days or more."
    ),
    "new_client_return": N_(
        "Of those whose first visit was in the period, the share who came again within 90 days. "
        "Those whose 90 days are not over yet are left out."
    ),
    "visit_frequency": N_("Visit days in the period for each customer who came in it."),
    "average_spend": N_(
        "Revenue of the period, refunds taken off, for each visit day with a known amount."
    ),
    "lifetime_value": N_(
        "Revenue to expect from one customer: average spend × visits a year × years, over the "
        "year that ends with the period. The years are 1 ÷ the churn of that year, at most 5; "
        "fewer than 10 lost customers are too few to tell."
    ),
    "nps": N_(
        "Share of answers 9 and 10 minus share of answers 0 to 6, to how likely someone is to "
        "recommend you."
    ),
    "csat": N_("Share of answers 4 and 5 on a scale from 1 to 5."),
    "ces": N_("Mean answer from 1 to 7 to whether you made it easy; high is good."),
    "ces_easy": N_("Share of answers 5 to 7 to whether you made it easy."),
    "answered": N_(
        "Of the feedback said in the period that asks for an answer, the share with a sent reply."
    ),
    "first_answer": N_(
        "Half of the answered feedback of the period had its first reply within this time."
    ),
}
TOPIC_MOOD_DEFINITION = N_(
    "Of what was said about the topic in the period and whose mood is known, the share that is "
    "negative."
)
