"""How the values of the domain are called in window and command line: English message ids, one table for each enum."""

from caseorg.domain.case import Part, Payment, Platform, Shelf, Side, Stage
from caseorg.domain.files.plausibility import SOURCES as NAMED
from caseorg.domain.parties.respondent import About

SIDES = {
    Side.ME: "Me",
    Side.MERCHANT: "Merchant",
    Side.PLATFORM: "Platform",
    Side.SERVICE: "Customer service",
    Side.SYSTEM: "System",
    Side.AUTHORITY: "Authority",
    Side.UNKNOWN: "Not said",
}
PARTS = {
    Part.BUY: "Purchase",
    Part.FAULT: "The fault",
    Part.ASKED: "I asked",
    Part.ANSWER: "Answer",
    Part.REFUSAL: "Refusal",
    Part.SILENCE: "No reply",
    Part.PROMISE: "Promise",
    Part.REFUND: "Money back",
    Part.AUTHORITY: "Authority",
    Part.LOSS: "Further loss",
    Part.ASIDE: "Not part of what happened",
    Part.UNKNOWN: "As proposed",
}
ABOUT = {
    About.MERCHANT: "The merchant",
    About.PLATFORM: "The platform where it sells",
    About.BOTH: "Merchant and platform",
}
STAGES = {
    Stage.COLLECTING: "Collecting evidence",
    Stage.CONTACTED: "Merchant contacted",
    Stage.ESCALATED: "Escalated",
    Stage.COMPLAINED: "Complaint filed",
    Stage.CLOSED: "Closed",
}
SHELVES = {Shelf.PUT_AWAY: "Out of the list", Shelf.TRASH: "In the trash"}
PLATFORMS = {
    Platform.OTHER: "Other",
    Platform.PDD: "Pinduoduo",
    Platform.TAOBAO: "Taobao / Tmall",
    Platform.JD: "JD.com",
    Platform.XIANYU: "Xianyu",
    Platform.SITE: "A website of its own",
}
PAYMENTS = {
    Payment.UNKNOWN: "Not known",
    Payment.WECHAT: "WeChat Pay",
    Payment.ALIPAY: "Alipay",
    Payment.BANK: "Bank card",
    Payment.BALANCE: "Account balance",
    Payment.OTHER: "Other",
}
SOURCES = {source: name.text for source, name in NAMED.items()}  # objections name them too
