"""Column types that keep what a database would lose: time zones and exact yuan."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """Aware in, aware out; stored as naive UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None else None


class Yuan(TypeDecorator[Decimal]):
    """Decimal in, Decimal out; stored as whole fen."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int((value * 100).to_integral_exact())

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else (Decimal(value) / 100).quantize(Decimal("0.01"))


Key = Annotated[str, mapped_column(String(32), primary_key=True)]
Line = Annotated[str, mapped_column(String(500), default="")]
Body = Annotated[str, mapped_column(Text, default="")]
Word = Annotated[str, mapped_column(String(64), default="")]
Sha256 = Annotated[str, mapped_column(String(64))]
Time = Annotated[datetime, mapped_column(UtcTime)]
MaybeTime = Annotated[datetime | None, mapped_column(UtcTime)]
Amount = Annotated[Decimal | None, mapped_column(Yuan)]
