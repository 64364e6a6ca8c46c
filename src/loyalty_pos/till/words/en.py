"""Sentences in English: code -> (what happened, what to do next); see ``wording``."""

from typing import Final

from loyalty_pos.till.words.cards.papers import EN as CARDS_PAPER
from loyalty_pos.till.words.cards.papers import PAPERS_EN as CARD_PAPERS
from loyalty_pos.till.words.certificates import EN as CERTIFICATES
from loyalty_pos.till.words.certificates import PAPER_EN as CERTIFICATE_PAPER
from loyalty_pos.till.words.channels import EN as CHANNELS
from loyalty_pos.till.words.coupons import EN as COUPONS
from loyalty_pos.till.words.disk.problems import EN as DISK
from loyalty_pos.till.words.late_card import EN as LATE_CARD
from loyalty_pos.till.words.late_card import PAPER_EN as LATE_CARD_PAPER
from loyalty_pos.till.words.local_points import EN as LOCAL_POINTS
from loyalty_pos.till.words.moment.problems import EN as MOMENT
from loyalty_pos.till.words.office.statement import EN as STATEMENT
from loyalty_pos.till.words.other_papers import EN as OTHER_PAPERS
from loyalty_pos.till.words.other_papers import PAPER_EN as OTHER_PAPERS_PAPER
from loyalty_pos.till.words.permissions import EN as PERMISSIONS
from loyalty_pos.till.words.receipt_en import HINTS, OFFERS, PERIODS, STEPS
from loyalty_pos.till.words.rights import EN as RIGHTS
from loyalty_pos.till.words.talk.speaking import EN as SPEAKING

__all__ = ["HINTS", "OFFERS", "PAPER", "PAPERS", "PERIODS", "PERMISSIONS", "PROBLEMS", "STEPS"]

PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "problem": ("It cannot be done: {code}.", "Try another way, and tell support this word."),
    # scanning and goods
    "unreadable_code": ("This code cannot be read.", "Scan it again or type the number."),
    "payment_card_refused": (
        "This is a bank card; its number is not needed here and was not kept.",
        "Scan the shop's card or type the customer's phone.",
    ),
    "unknown_barcode": (
        "No goods have the barcode {barcode}.",
        "Sell it by price with a senior's approval, or find it by name.",
    ),
    "goods_not_found": (
        "Nothing is called “{text}”.",
        "Type fewer letters, or the digits under the barcode; Ins shows goods without one.",
    ),
    "unknown_article": ("There are no goods {article_id}.", "Find the goods by name."),
    "bad_quantity": (
        "This quantity cannot be sold: {text}.",
        "Type a quantity above zero; pieces are whole.",
    ),
    "bad_amount": ("The amount {text} is no good.", "Type an amount above zero."),
    "no_such_line": ("There is no line {line_id} on the receipt.", "Choose a line from the list."),
    "receipt_too_long": (
        "A receipt has at most {limit} {limit:line|lines}.",
        "Take payment for this one and begin another.",
    ),
    # cards, members
    "unknown_card": (
        "This till does not know card **** {last4}.",
        "Check the number, find the customer by phone, or give out a card (F3).",
    ),
    "card_blocked": (
        "Card **** {last4} cannot be used.",
        "Sell without the card; questions go to the manager.",
    ),
    "unknown_phone": (
        "This till does not know the phone {masked}.",
        "Check the number or give out a new card (F3).",
    ),
    "bad_phone": (
        "This is no phone number: {digits} {digits:digit|digits}.",
        "Type 10 digits, for example 912 345-67-89.",
    ),
    "bad_name": (
        "This is no name: it is too long or holds signs that cannot be printed.",
        "Type it in letters, up to {most} of them.",
    ),
    "bad_birthday": ("This is no birthday.", "Type day.month.year, day.month, or leave it empty."),
    "card_already_issued": ("Card **** {last4} is given out already.", "Take another card."),
    "card_number_needed": (
        "The till does not keep the whole number of card **** {last4}.",
        "Scan the card, then save it.",
    ),
    "card_numbers_used_up": (
        "This till has no numbers for virtual cards left.",
        "Give out a plastic card or connect the till.",
    ),
    "phone_already_member": (
        "This phone belongs to card **** {last4} already.",
        "Find the customer by phone (F2).",
    ),
    "consent_missing": ("No card without consent to keep personal data.", "Tick the customer's consent."),
    "own_card_refused": (
        "You cannot put your own card on a receipt that you make.",
        "Scan the customer's card, or a senior allows yours: F9, your card, F12, a PIN.",
    ),
    # points, certificates, coupons
    "no_member": ("There is no customer on the receipt.", "Scan a card or type a phone."),
    "not_enough_points": (
        "{asked} {asked:point|points} wanted, {available} available.",
        "Redeem fewer points.",
    ),
    "nothing_to_redeem": ("Nothing on this receipt can be paid with points.", "Take payment in money."),
    "too_few_points": (
        "{asked} {asked:point|points} cannot be used: points pay from {minimum} on.",
        "Redeem more points, or take payment in money.",
    ),
    "redemption_limit_reached": (
        "The customer has redeemed as many points as the programme allows {per}.",
        "Take payment in money; points can be redeemed another time.",
    ),
    "withdrawal_too_small": (
        "Points are paid out from {minimum} on: {missing} more {missing:is|are} needed.",
        "Let the customer pay the next purchase with them.",
    ),
    "hold_refused": (
        "Points could not be redeemed: {reason}. Available: {available}.",
        "Take payment in money.",
    ),
    "redeem_by_phone_refused": (
        "By phone alone at most {limit} {limit:point|points} can be redeemed.",
        "Ask for the customer's card or QR code.",
    ),
    "certificate_not_accepted": ("This till does not take this certificate.", "Take payment in money."),
    **CERTIFICATES,
    **COUPONS,
    **RIGHTS,
    **CHANNELS,
    **LOCAL_POINTS,
    **LATE_CARD,
    **MOMENT,
    **DISK,
    **OTHER_PAPERS,
    **SPEAKING,
    # paying, giving back
    "empty_receipt": ("There are no goods on the receipt.", "Scan the goods."),
    "not_paid_in_full": ("{missing_minor} is missing.", "Add a payment."),
    "paid_too_much": ("{excess_minor} too much by card.", "Lower the amount: only cash gives change."),
    "receipt_not_found": (
        "This till has no receipt {receipt}.",
        "Check the code or scan the receipt's QR code.",
    ),
    "already_returned": ("Only {left_milli} of line {line_id} can still be returned.", "Lower the quantity."),
    "nothing_marked": ("Nothing is marked.", "Mark what comes back: Enter takes a line, F7 all of them."),
    "all_returned": ("Everything on receipt {receipt} has come back already.", "Choose another receipt."),
    "void_after_return": (
        "Goods of receipt {receipt} have come back already: the sale cannot be undone.",
        "Take back the rest.",
    ),
    "fiscal_failed": (
        "Receipt {receipt} is recorded, but the fiscal device did not take it.",
        "Do not do it again: give the paper to the customer and tell the manager.",
    ),
    "already_voided": ("Receipt {receipt} is voided already.", ""),
    "void_too_late": ("Receipt {receipt} is of another shift and cannot be voided.", "Make a return."),
    # the shift and the staff
    "shift_not_open": ("No shift is open.", "Open a shift (F10)."),
    "shift_already_open": ("Shift {number} is open already.", "Close it or go on working."),
    "receipt_unfinished": (
        "A receipt is open: {lines} {lines:line|lines}.",
        "Take payment for it or cancel it.",
    ),
    "not_logged_in": ("Nobody is logged in.", "Type your PIN."),
    "wrong_pin": ("Wrong PIN, {tries_left} {tries_left:try|tries} left.", "Type the PIN again."),
    "pin_locked": (
        "Logging in is locked after wrong PINs.",
        "Wait {wait_s} {wait_s:second|seconds} and type the PIN again.",
    ),
    "pin_locked.manager": ("Logging in is locked after many wrong PINs.", "Call the manager."),
    "approval_paused": (
        "Too many wrong PINs: approving waits {wait_min} {wait_min:minute|minutes}.",
        "Go on selling; whoever may do this can also log in and do it.",
    ),
    "cannot_approve": (
        "This is your own PIN, and you may not approve it: {permission}.",
        "Ask a senior or the manager to type a PIN.",
    ),
    "not_allowed": ("No right to {permission}.", "Ask a senior to type a PIN."),
    # programme and files
    "bad_programme": (
        "Mistake in the loyalty programme: {key}, line {line}: {reason}.",
        "Correct the file and load it again.",
    ),
    "bad_programme.whole": (
        "Mistake in the loyalty programme: line {line}: {reason}.",
        "Correct the file and load it again.",
    ),
    "programmes_collide": (
        "The programmes «{first}» and «{second}» cannot work in one shop: both say «{field}».",
        "Leave it to one of them, or stop one first.",
    ),
    "bad_basket_file": ("Mistake in the basket file: {key}: {reason}.", "Correct the file."),
    "bad_import_file": ("The file {path} cannot be loaded: {reason}.", "Correct the file and load it again."),
    "file_not_written": (
        "The file {path} cannot be written.",
        "Check whether the folder is there and has room, then try again.",
    ),
    # storage, sync
    "storage_full": (
        "The disk is full: {path}.",
        "Make room and try again; the sale is neither recorded nor lost.",
    ),
    "storage_corrupt": (
        "The file {path} is damaged; it is kept as {kept_as}.",
        "Go on working and tell support.",
    ),
    "storage_corrupt.in_use": (
        "The file {path} is damaged.",
        "Go on working and tell support: the next start sets the file aside and begins a new one.",
    ),
    "folder_shared": (
        "The folder {path} lies on another machine or in a cloud: files there get damaged.",
        "Choose a folder on this computer's own disk.",
    ),
    "storage_foreign": (
        "The file {path} is not this till's.",
        "Put its own file back or enrol the till again.",
    ),
    "storage_newer": (
        "The file {path} was written by a newer program: format {found}, this one knows {known}.",
        "Update the program.",
    ),
    "storage_busy": (
        "The file {path} is held by another program.",
        "Close the second till and try again: the receipt is not lost.",
    ),
    "storage_failing": (
        "The disk does not work as it should: {path}: {reason}.",
        "Try again; the receipt is not lost. If it stays, tell support.",
    ),
    "personal_data_wiped": (
        "The centre was not heard for {days} days: names and phones are gone from this till.",
        "Serve by cards. Names come back by themselves when the centre answers.",
    ),
    "bad_message": (
        "The centre's answer makes no sense.",
        "Go on working: the till tries again by itself.",
    ),
    "bad_message.fork": (
        "The centre's books and this till's differ.",
        "Go on working and tell support: nothing is lost, but nothing is sent either.",
    ),
    "centre_unreachable": (
        "No connection to the centre: {reason}.",
        "Go on working: everything is sent when it is back.",
    ),
    "centre_refused": ("The centre refused: {reason}.", "Go on working and tell support."),
    "gap": ("The centre lacks operations of this till before number {expect}.", "Tell support."),
    "fork": (
        "Two histories of one till reached the centre, from number {seq} on.",
        "Tell support: nothing is lost, but nothing is taken in either.",
    ),
    "not_enrolled": ("This till is not enrolled at a centre.", "Type the enrolment code."),
    "sync_failed": (
        "The exchange with the centre met an error of this program ({kind}).",
        "Go on selling: nothing is lost, it is tried again by itself. Tell support.",
    ),
    "enrolment_refused": (
        "The till could not be enrolled: {reason}.",
        "Check the letters, or get a new code at the centre: centre --store ID --code.",
    ),
    "enrolment_refused.code": (
        "The till could not be enrolled: {reason}.",
        "Get a new code at the centre: centre --store ID --code.",
    ),
    "enrolment_refused.address": (
        "The till could not be enrolled: {reason}.",
        "Check the address and whether the centre runs; the code is still good.",
    ),
    "enrolment_refused.certificate": (
        "The till could not be enrolled: {reason}.",
        "Check the address, or let this machine trust the authority of the certificate; the code is still good.",
    ),
    "enrolment_refused.version": (
        "The till could not be enrolled: {reason}.",
        "Update the program at the till and at the centre.",
    ),
    "enrolment_refused.folder": (
        "The till could not be enrolled: {reason}.",
        "Give the new till another folder: --data FOLDER.",
    ),
    "offers_out_of_date": (
        "The offers of this till are out of date: the centre was not heard for too long.",
        "Connect the till to the centre. Cards work; offers and paying with points come back by themselves.",
    ),
    "insecure_centre": (
        "The address {url} without encryption is no good.",
        "Give an address that begins with https.",
    ),
    # devices
    "printer_offline": (
        "The printer does not answer.",
        "Check power and cable; the receipt is printed later.",
    ),
    "paper_out": (
        "The printer is out of paper.",
        "Put paper in: the receipt prints by itself, do not print again.",
    ),
    "printer_open": (
        "The printer's cover is open.",
        "Close it: the receipt prints by itself, do not print again.",
    ),
    "paper_uncertain": (
        "Look at the paper: did {paper} {number} come out?",
        "If not, print a copy; if it is there, say so.",
    ),
    "paper_uncertain.unnumbered": (
        "Look at the paper: did {paper} come out?",
        "If not, print a copy; if it is there, say so.",
    ),
    "scanner_lost": ("The scanner {port} is gone.", "Check the cable; codes can be typed."),
}

PAPERS: Final[dict[str, str]] = {
    "sale": "receipt",
    "return": "the return receipt",
    "void": "the void of receipt",
    "x_report": "the X report of shift",
    "z_report": "the Z report of shift",
    "late_card": "the slip of the card put to receipt",
    "statement": "the points statement",
    **CARD_PAPERS,
    "": "the last paper",
}

PAPER: Final[dict[str, str]] = {
    "sale": "SALE",
    "return": "RETURN",
    "void": "VOID",
    "x_report": "X REPORT (reading)",
    "z_report": "Z REPORT. SHIFT CLOSED",
    "copy": "COPY",
    "not_fiscal": "Not a fiscal document",
    "till": "Till {till}",
    "shift": "Shift {number}",
    "receipt_number": "Receipt {number}",
    "cashier": "Cashier",
    "inn": "Tax number",
    "without_barcode": "price approved",
    "discount": "discount",
    "by_coupon": "coupon {coupon}",
    "next_coupon": "Coupon for your next purchase",
    "coupon_from": "valid from {day}",
    "coupon_until": "valid until {day}",
    "points_part": "by points",
    "gross": "Before discounts",
    "saving": "You save",
    "points_paid": "Paid with points",
    "total": "TOTAL",
    "withheld": "Kept for points already spent",
    "to_return": "TO RETURN",
    "cash": "Cash",
    "card": "Card",
    "certificate": "Certificate",
    "change": "Change",
    "vat": "incl. VAT {bp}",
    "no_vat": "Without VAT",
    "member_card": "Card",
    "redeemed": "Points redeemed",
    "earned": "Points earned",
    "active_from": "to spend from {day}",
    "taken_back": "Earned points taken back",
    "stamps": "{there} of {needed}",
    "given_back": "Points given back",
    "balance": "Points balance",
    "pending": "Pending",
    "pending_until": "Pending until {day}",
    "debt": "Points owed",
    "expires": "Expire {day}",
    "balance_as_of": "as of {day}",
    "next_tier": "To the next tier",
    "of_receipt": "Of receipt",
    "reason": "Reason",
    "approved_by": "Approved by",
    "fiscal_sign": "Fiscal sign",
    "opened": "Opened",
    "closed": "Closed",
    "sales": "Sales",
    "returns": "Returns",
    "voids": "Voids",
    "count": "{n} {n:receipt|receipts}",
    "discounts_given": "Discounts",
    "float": "Opening float",
    "cash_in": "Put in",
    "cash_out": "Taken out",
    "in_drawer": "Must be in the drawer",
    "counted": "Counted",
    "difference": "Difference",
    "points_given": "Points earned",
    "points_used": "Points redeemed",
    "signature": "Signature",
    "scan_for_return": "Receipt code for returns",
    "name": "Name",
    "phone": "Phone",
    "thanks": "Thank you for your purchase!",
    **CARDS_PAPER,
    **CERTIFICATE_PAPER,
    **LATE_CARD_PAPER,
    **OTHER_PAPERS_PAPER,
    **STATEMENT,
}
