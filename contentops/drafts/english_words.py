"""English words that a draft's sentences are built around: data, looked up and never printed."""

from __future__ import annotations

# First words that are never names: only these lose their capital inside a sentence.
COMMON = frozenset(  # a word list reads better as words than as 300 literals
    """a access account accounts across add additional adds administrators adoption advice after agreement
    alerts all also an analysis analysts analytics and answers any as at audit audits automated banks
    because before better between both bring build builds by central cheaper check checks clear clinical
    clinics commercial common companies connect connects control controls cost costs create creates
    customers cut cuts daily data deliver demo demos deployment design develop developers digital direct
    doctors documentation double during each earlier early easier easy eight end-to-end engineers
    european-wide evaluation every everybody everyone existing extend external fast faster federated fewer
    figures financial first five for four fraud free from full further give gives global guidance half
    hands-on he higher hospitals how if in insurers integrate integration internal into it its jobs join
    joint keep keeps labs large last late later launch learn legal less lessons live local long longer
    lower machine make many medical meet member members model models money monthly more most move moves
    national network networks new next nine no nobody not notes nurses of offer offers on on-site one only
    open operators or other over participants participating partners patient patients people per pilot
    plain policy practical practitioners prices private product production proof provide provides public
    publish quarterly queries questions readers real records reduce reduces reference regional regular
    release remote research researchers results review reviewers risk run running safe safer sample second
    see senior services set seven several shared she short shorter show shows side-by-side simple simpler
    since single six small software some speed staff standard such supervised suppliers support talk teams
    technical templates ten test tests that the their these they third this those three time to tools
    train training try two under universities until up use users vendors via visitors walk walk-through we
    weekly what when where which while who why with within without worked workshops write written""".split()  # noqa: SIM905
)

# Of these, the words that lose their capital before a name too: `the Northern Data Forum`.
FUNCTION_WORDS = frozenset(
    """a across after against all also an and any as at because before between both by during each eight every
    everybody everyone five for four from he how if in into it its many more most nine no nobody not of on one
    only or other over per seven several she six some such ten that the their these they third this those three
    to two under until up via we what when where which while who why with within without""".split()  # noqa: SIM905
)

# First words of what a figure comes from ("Door list"): they are names only before another capital
# ("Project Gutenberg").
SOURCES = frozenset(
    """alert annual attendance badge benchmark beta billing booking case checkout claims closed-account contact
    contract crm customer delivery door email error event evaluation exit feedback field guest help-desk
    helpdesk incident industry installation interview invoice job laboratory list log maintenance market
    measurement measurements meeting newsletter order partner payment payroll performance poll post-event
    pre-launch project protocol purchase question questionnaire quarter record registration report response
    retention sales satisfaction search server session sign-in sign-up signup site statistics store subscription
    support survey team telephone test-bed ticket ticketing timesheet tracking traffic trial usage user
    validation visitor warehouse web webinar website workshop""".split()  # noqa: SIM905
)

# Verbs that a list of reasons or tasks begins with, so that `to` or `can` may stand before it.
VERBS = frozenset(
    """add acquire adopt align allow apply ask assess automate book bring build carry check choose co-develop co-host
    collect combine compare complete connect contribute create cut define deliver deploy design develop
    discover discuss document employ embed enable enter establish evaluate examine expand experience explore extend
    finance find follow fund get give hear help hire hold host improve include install integrate introduce invest join
    keep launch learn leave let listen maintain make map measure meet migrate move offer open operate
    package pick pilot practice practise prepare produce promote prove provide publish put question recruit reduce
    register release replace research review roll run scale see sell set share ship shorten show speed
    staff standardise standardize start stop strengthen submit supply support take talk teach test tour train translate
    try understand use validate verify visit walk watch work write""".split()  # noqa: SIM905
)

# Last words of names that take the article: `the Data Stewardship Award`, `the Standards Board`.
COMMON_NOUNS = frozenset(
    """academy agency alliance assembly association authority award awards board bureau certificate chamber
    challenge college commission committee community conference congress consortium convention council
    exhibition expo fair federation festival forum foundation fund gazette government group guild index initiative
    institute institution jury league medal ministry museum network office organisation organization panel
    partnership prize programme program quarterly register review ring ranking regulator seal senate society summit
    tribunal trophy union university""".split()  # noqa: SIM905
)
