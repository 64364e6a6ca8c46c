"""Why a setting of the shop was refused, as words inside a sentence: code -> (English, Russian)."""

from typing import Final

SETTINGS: Final[dict[str, tuple[str, str]]] = {
    "too_many_lines": ("at most 6 lines are printed", "печатается не больше 6 строк"),
    "too_long_line": ("a line may have at most 100 characters", "в строке не больше 100 знаков"),
    "one_line_only": ("it is one line", "это одна строка"),
    "not_printable": ("it holds characters that cannot be printed", "есть знаки, которые не печатаются"),
    "not_a_tax_number": ("a tax number has 10 or 12 digits", "в ИНН 10 или 12 цифр"),
    "none_or_code": ("it is none or code", "нужно none или code"),
    "no_safe_address": (
        "it is https://… or http:// to this machine",
        "нужно https://… или http:// на этот компьютер",
    ),
    "yes_or_no": ("it is yes or no", "нужно yes или no"),
    "sum_or_larger": ("it is sum or larger", "нужно sum или larger"),
    "ru_or_en": ("it is ru or en", "нужно ru или en"),
    "sale_or_beside": ("it is sale or beside", "нужно sale или beside"),
    "no_scale_labels": ("it is like 20=weight 23=price/6", "нужно вроде 20=weight 23=price/6"),
    "pin_unlock_or_open": ("it is pin, unlock or open", "нужно pin, unlock или open"),
    "no_consent_hash": (
        "for each kind of consent its SHA-256, 64 digits 0-9 a-f: personal_data:3f0a… advertising:…",
        "по каждому виду согласия его SHA-256, 64 знака 0-9 a-f: personal_data:3f0a… advertising:…",
    ),
    "no_role_limits": (
        "each line is like: senior return 500000",
        "каждая строка вида: senior return 500000",
    ),
}
