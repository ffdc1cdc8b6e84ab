"""How much is kept: so many rows of one chat or person, so many in all. Beyond that the oldest go.

At 60 messages a minute, one account would otherwise leave gigabytes within days. All of these together are some
hundred megabytes at most, and no reader of a library's bot comes near one of them.
"""

ANSWERS_OF_CHAT = 500  # the last ones, which may be replied to or edited
ANSWERS = 20_000
UNANSWERED_OF_PERSON = 200  # different questions a day; further ones are not kept
UNANSWERED = 50_000
UNANSWERED_CHARACTERS = 300  # of each; in tests/questions the longest has 226
COMMENTS_OF_PERSON = 50  # a day
COMMENTS = 10_000
RATINGS = 50_000

GROUPS_OF_PERSON = 20  # in a report: of questions that nobody else has asked; each is put to the knowledge base again
RANKED = 10_000  # groups that are looked through for those of a report
