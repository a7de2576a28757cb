"""Email addresses: one form for the same address, and mailboxes that are nobody's own."""

from __future__ import annotations

import re

from pdscan.values.text import normalise

_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z"
)
_NAMED = re.compile(r"[^<>]*<([^<>]+)>\Z")
_LONGEST = 320

_ROLES = frozenset(
    {
        *("info", "information", "sales", "sale", "admin", "administrator", "support", "help", "helpdesk", "service"),
        *("services", "cs", "customerservice", "customer.service", "customer-service", "customercare", "care"),
        *("contact", "contactus", "contact-us", "enquiry", "enquiries", "inquiry", "inquiries", "feedback", "hello"),
        *("office", "mail", "email", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "postmaster"),
        *("webmaster", "hostmaster", "abuse", "root", "billing", "accounts", "account", "accounting", "finance"),
        *("invoice", "invoices", "payment", "payments", "orders", "order", "purchase", "purchasing", "procurement"),
        *("hr", "jobs", "job", "career", "careers", "recruit", "recruitment", "marketing", "media", "press", "pr"),
        *("news", "newsletter", "events", "event", "booking", "bookings", "reservation", "reservations", "reception"),
        *("it", "itsupport", "security", "privacy", "dpo", "legal", "compliance", "team", "shop", "store"),
        *("general", "secretary", "membership", "members", "vip", "test", "subscribe", "unsubscribe", "notification"),
        *("notifications", "alert", "alerts", "system", "mailer-daemon", "warehouse", "logistics", "export", "import"),
    }
)
"""Local parts of shared mailboxes: those of RFC 2142, and what offices use."""


def normalise_email(text: str) -> str | None:
    """The address in lower case, out of `mailto:` and `Name <address>` forms. None where there is none."""
    if "@" not in text and "＠" not in text:
        return None
    text = normalise(text).lower()
    if not text.isascii() and "<" not in text:
        return None
    text = text.removeprefix("mailto:").partition("?")[0] if text.startswith("mailto:") else text
    if found := _NAMED.match(text):
        text = found[1].strip()
    text = text.strip("\"';, ")
    return text if len(text) <= _LONGEST and _ADDRESS.match(text) else None


def is_role_mailbox(email: str) -> bool:
    """Whether an address is an office's (info@, sales@) and so stands for no single person."""
    local = email.partition("@")[0].partition("+")[0].lower()
    return local in _ROLES or local.rstrip("0123456789") in _ROLES
