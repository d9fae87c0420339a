"""The verbs and the small words by which the finite verb of a gloss is found: closed lists, on purpose.

Whoever writes a gloss may use any word of English. A verb that is not here is not an error:
the clause is then denied by *it is not so that*, which is never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final


def listed(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())


PLAIN_VERBS: Final = listed("""
    abandon abolish absorb abstain accept accommodate achieve acquire adapt adhere adjust admire admit adopt affect
    agree annex anticipate appear appease arise arrive ascend assert assess assume avoid backslide bear beat become
    befriend begin behave believe belong betray bind blow break breed bring build buy capitulate care carry catch
    cease choose cling coerce collaborate collapse collude come compel comply conceal concede conciliate confront
    conquer constitute constrain contain continue contribute cooperate correspond covet create culminate cut deepen
    defeat defect defend defer defy democratize depend deploy depreciate deprive derive deserve destabilize destroy
    deter deteriorate develop differ dig diminish disagree disarm disband discourage disregard distrust diverge
    diversify divest dominate draw drive dwell eat embark embrace emerge enable encourage endanger endure enforce
    engage enjoy enlarge ensure entail enter entrench exaggerate exceed exclude exert exist expand expect expel
    exploit extend fail fall favour feed flee flourish follow forbid forego foresee forgive forgo freeze fulfil
    gather generate give go govern grind grow happen heal hear hesitate hide hinder hold identify ignore imitate
    impede imply impose improve include incur induce inflict inform inherit inhibit injure insist integrate intend
    interpret intervene invade invest invite involve justify keep kill lack launch lay lead learn lend let liberate
    lift live lose maintain make maximize meddle mend minimize misjudge misperceive miss mistrust modernize modify
    monitor multiply need neglect negotiate notice obey obstruct obtain occupy occur offer oppose oppress outgrow
    outweigh overcome overestimate overrun overthrow owe pacify participate pass pay perceive perform permit
    persecute persist persuade plead pose possess practise prefer prepare preserve pretend prevail prevent proceed
    proclaim proliferate promote protect prove provide provoke publish pull pursue push put qualify quell quit
    ratify react realize rearm receive recognize reconcile reduce refrain refuse reject relieve rely remain remember
    remove renounce repeat repel replace represent reproduce require rescue resemble resent reside resist resolve
    respect restore restrain restrict retain retaliate retrench reveal revere revise revive ride ring rob satisfy
    secure see seek seem seize sell send separate serve settle shape shrink signify sing sink sit sleep slide solve
    sow spend spill stabilize stay steal stir strengthen strip strive succeed succumb suffer suffice surpass
    surrender surround survive suspect sustain swear sweep swim take teach tear tell tend terrify threaten thrive
    throw tie tolerate transform treat tremble trespass underestimate undergo undermine understand undertake unify
    uphold use vanish vary violate wage wake weaken wear win withdraw withhold withstand write yield
    """)
"""Verbs whose third person singular is hardly ever the plural of a noun."""

DOUBTFUL_VERBS: Final = listed("""
    abuse act advance aid aim allow ally answer arm attack attempt award back balance ban bandwagon bar base battle
    benefit bid blame block boast border bribe call campaign cause challenge change charge claim clash combat
    command compete conflict contest control cost counter cover crave damage deal debate decline decrease demand
    desire display doubt dread ease effort embargo empower envy escape exchange face fear feel fight find focus
    force form free function further gain get grant guarantee guard harm hate heed help hope hurt impact increase
    influence insult join know leave license limit like look love man matter mean meet merit move net offend open
    opt outlaw outrank own part partner plan play pledge praise press pressure price prize profit promise question
    raise rank reach read reap reassure reform regard reign resort rest result return rise risk rival rule run
    sanction save say search set share shelter shift show side sign signal spare speak split spread stand step stop
    strain strike struggle suit supply support surge sway target tax test think trade train trap trust turn veto
    view visit vote want watch weigh welcome wish work worry worsen worth
    """)
"""Verbs whose third person singular may well be the plural of a noun: `the United States forces …`."""

PASTS: Final = {
    "relied": ("rely", "relied"),
    "used": ("use", "used"),
    "attacked": ("attack", "attacked"),
    "invaded": ("invade", "invaded"),
    "annexed": ("annex", "annexed"),
    "enlarged": ("enlarge", "enlarged"),
    "expanded": ("expand", "expanded"),
    "provoked": ("provoke", "provoked"),
    "threatened": ("threaten", "threatened"),
    "accepted": ("accept", "accepted"),
    "opposed": ("oppose", "opposed"),
    "pursued": ("pursue", "pursued"),
    "promised": ("promise", "promised"),
    "received": ("receive", "received"),
    "sought": ("seek", "sought"),
    "took": ("take", "taken"),
    "gave": ("give", "given"),
    "began": ("begin", "begun"),
    "broke": ("break", "broken"),
    "chose": ("choose", "chosen"),
    "fought": ("fight", "fought"),
    "kept": ("keep", "kept"),
    "lost": ("lose", "lost"),
    "made": ("make", "made"),
    "saw": ("see", "seen"),
    "won": ("win", "won"),
    "went": ("go", "gone"),
    "withdrew": ("withdraw", "withdrawn"),
}
"""Past tenses that are told apart from what they came of: infinitive and participle."""

IRREGULAR: Final = {"has": "have", "does": "do", "focuses": "focus", "ties": "tie"}
"""Third persons whose infinitive no rule gives."""

ADJECTIVES: Final = ("ive", "al", "ic", "ous", "ary", "ful", "less")
"""How words end that are hardly ever verbs."""


def infinitive(word: str) -> str:
    """The infinitive of a third person singular: `carries` is of `carry`, `reaches` of `reach`."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "oes")):
        return word[:-2]
    return word[:-1]


def third_person(verb: str) -> str:
    """The third person singular of an infinitive."""
    for known, base in IRREGULAR.items():
        if base == verb:
            return known
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("ss", "sh", "ch", "x", "o")) else f"{verb}s"


def _thirds(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(third_person(verb) for verb in verbs)


PLAIN: Final = _thirds(PLAIN_VERBS)
DOUBTFUL: Final = _thirds(DOUBTFUL_VERBS)
VERB_LIKE: Final = PLAIN | DOUBTFUL | PLAIN_VERBS | DOUBTFUL_VERBS | frozenset(PASTS)
"""Every form, of any verb listed, that could be the finite verb of a clause."""
