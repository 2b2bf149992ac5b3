"""The complaint with personal data masked."""

from dataclasses import asdict

import pytest

from caseorg.domain.case import Party, Person, Role
from caseorg.domain.complaint import complaint_form
from caseorg.domain.masked import masked_form
from domain.build import case, event, evidence, order, promise

PHONE, IDENTITY, CODE, CARD = "13912345678", "310101199003074514", "ABCD-1234-EFGH-5678", "6222021234567890128"
SECRETS = (PHONE, IDENTITY, CODE, CARD, "林晓㛃", "示例路88号", "261101-123456789012345", "王经理")
SAID = f"手机号{PHONE}，身份证{IDENTITY}，卡密{CODE}，银行卡{CARD}"


def test_no_field_keeps_personal_data() -> None:
    told = event("2026-11-01 14:52", SAID, 1)
    found = case(
        complainant=Person(
            name="林晓㛃", phone=PHONE, address="上海市长宁区示例路88号", id_type="身份证", id_number=IDENTITY
        ),
        parties=(
            Party(
                role=Role.MERCHANT,
                name=f"星河数码（{PHONE}）",
                contact="王经理",
                phone=PHONE,
                address="杭州市西湖区文三路1号",
                credit_code="91310000MA1FL00000",
            ),
        ),
        orders=(order(number="261101-123456789012345"),),
        events=(told,),
        evidence=(evidence(1, name=f"{PHONE}.png", source=SAID, proves=SAID),),
        promises=(promise(1, SAID, event=told.id),),
        demand=SAID,
    )
    plain = complaint_form(found, "商家自有网站（王经理）")
    shown = masked_form(plain, found)
    assert all(secret in str(asdict(plain)) for secret in SECRETS)
    assert [secret for secret in SECRETS if secret in str(asdict(shown))] == []
    assert shown.masked and not plain.masked
    assert shown.complainant.phone == "139****5678" and shown.complainant.id_type == "身份证"
    assert (shown.respondent.address, shown.respondent.credit_code) == ("杭州市西湖区文三路1号", "91310000MA1FL00000")


def test_what_was_not_said_stays_a_blank() -> None:
    shown = masked_form(complaint_form(case(), ""), case())
    assert shown.complainant == Person() and shown.respondent == Party(role=Role.MERCHANT)


@pytest.mark.parametrize(("code", "shown"), [("91310000MA1FL00000", "13600001111"), ("", "136****1111")])
def test_address_and_platform_say_the_same_and_never_whose_case_it_is(code: str, shown: str) -> None:
    url = "https://shop.example/?tel=13800138000&to=13600001111"
    shop = Party(role=Role.MERCHANT, name="星河数码", address=url, credit_code=code)
    found = case(complainant=Person(phone="+86 13800138000"), parties=(shop,))
    form = masked_form(complaint_form(found, f"商家自有网站（{url}）"), found)
    masked = f"https://shop.example/?tel=138****8000&to={shown}"
    assert (form.respondent.address, form.platform) == (masked, f"商家自有网站（{masked}）")
