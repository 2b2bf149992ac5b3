"""Column types that keep what a database would lose: time zones and exact yuan."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

from caseorg.store.engine import damaged


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

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        read = self.impl_instance.result_processor(dialect, coltype) or _as_it_is

        def checked(value: Any) -> datetime | None:
            try:
                found: datetime | None = read(value)
                return found.replace(tzinfo=UTC) if found else None
            except (AttributeError, TypeError, ValueError) as error:
                raise damaged() from error

        return checked


def _as_it_is(value: Any) -> Any:
    return value


class Yuan(TypeDecorator[Decimal]):
    """Decimal in, Decimal out; stored as whole fen."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        fen = value.scaleb(2)
        if fen != int(fen):
            raise ValueError("less than a fen")
        return int(fen)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is not None and not isinstance(value, int):
            raise damaged()
        return None if value is None else Decimal(value).scaleb(-2)


Key = Annotated[str, mapped_column(String(32), primary_key=True)]
Line = Annotated[str, mapped_column(String(500), default="")]
Body = Annotated[str, mapped_column(Text, default="")]
Word = Annotated[str, mapped_column(String(64), default="")]
Sha256 = Annotated[str, mapped_column(String(64))]
Time = Annotated[datetime, mapped_column(UtcTime)]
MaybeTime = Annotated[datetime | None, mapped_column(UtcTime)]
Amount = Annotated[Decimal | None, mapped_column(Yuan)]
