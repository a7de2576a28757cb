"""The words of pdscan: entity types, severities, kinds of dataset and reasons for skipping."""

from __future__ import annotations

from enum import StrEnum


class EntityType(StrEnum):
    """What a column can hold; names follow Presidio where Presidio has one."""

    PERSON = "PERSON"
    EMAIL_ADDRESS = "EMAIL_ADDRESS"
    PHONE_NUMBER = "PHONE_NUMBER"
    ADDRESS = "ADDRESS"
    ZIPCODE = "ZIPCODE"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    BIRTH_YEAR_MONTH = "BIRTH_YEAR_MONTH"
    BIRTH_YEAR = "BIRTH_YEAR"
    AGE = "AGE"
    GENDER = "GENDER"
    NATIONALITY = "NATIONALITY"
    ETHNICITY = "ETHNICITY"
    MARITAL_STATUS = "MARITAL_STATUS"
    HK_HKID = "HK_HKID"
    HK_HKID_PARTIAL = "HK_HKID_PARTIAL"
    CN_RESIDENT_ID = "CN_RESIDENT_ID"
    TW_NATIONAL_ID = "TW_NATIONAL_ID"
    MO_BIR = "MO_BIR"
    PASSPORT = "PASSPORT"
    HOME_RETURN_PERMIT = "HOME_RETURN_PERMIT"
    MEMBERSHIP_NO = "MEMBERSHIP_NO"
    EMPLOYEE_NO = "EMPLOYEE_NO"
    PERSON_ID = "PERSON_ID"
    CREDIT_CARD = "CREDIT_CARD"
    IBAN_CODE = "IBAN_CODE"
    BANK_ACCOUNT = "BANK_ACCOUNT"
    IP_ADDRESS = "IP_ADDRESS"
    MAC_ADDRESS = "MAC_ADDRESS"
    GEO_LOCATION = "GEO_LOCATION"
    LOCATION = "LOCATION"
    ONLINE_ID = "ONLINE_ID"
    CREDENTIAL = "CREDENTIAL"
    VEHICLE_PLATE = "VEHICLE_PLATE"
    EMPLOYMENT_DATE = "EMPLOYMENT_DATE"
    OCCUPATION = "OCCUPATION"
    SALARY = "SALARY"
    HEALTH = "HEALTH"
    BIOMETRIC = "BIOMETRIC"
    RELIGION = "RELIGION"
    SEXUALITY = "SEXUALITY"
    POLITICAL_OPINION = "POLITICAL_OPINION"


class _Ranked(StrEnum):
    """An enumeration whose members are ordered as they are written, lowest first."""

    @property
    def rank(self) -> int:
        """Position in the order, from 0."""
        return list(type(self)).index(self)


class Severity(_Ranked):
    """Harm if the data element were lost."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Confidence(_Ranked):
    """How sure pdscan is that the column holds the entity type."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ColumnType(StrEnum):
    """A column's declared type, reduced to what matters for judging it."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    DECIMAL = "decimal"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    BOOLEAN = "boolean"
    BINARY = "binary"
    JSON = "json"
    ARRAY = "array"
    UUID = "uuid"
    OTHER = "other"


class DatasetKind(StrEnum):
    """What a dataset is, in the place where it lies."""

    TABLE = "table"
    VIEW = "view"
    SHEET = "sheet"
    FILE = "file"
    DOCUMENT = "document"


class RowsBasis(StrEnum):
    """Where a dataset's number of rows comes from."""

    EXACT = "exact"
    CATALOG = "catalog"
    UNKNOWN = "unknown"


class SkipReason(StrEnum):
    """Why something in scope was not looked at."""

    PERMISSION_DENIED = "permission_denied"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    MASKED = "masked"
    VANISHED = "vanished"
    UNREACHABLE = "unreachable"
    LOGIN_FAILED = "login_failed"
    EMPTY = "empty"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class CountMethod(StrEnum):
    """How the number of data subjects was obtained."""

    FULL_SCAN = "full_scan"
    NETWORK_SAMPLE = "network_sample"
    CATALOG_BOUNDS = "catalog_bounds"


class Action(StrEnum):
    """What a recommendation asks for."""

    DROP = "drop"
    MASK = "mask"
    PSEUDONYMISE = "pseudonymise"
    GENERALISE = "generalise"
    ERASE = "erase"
    RESTRICT_ACCESS = "restrict-access"
    REVIEW = "review"
