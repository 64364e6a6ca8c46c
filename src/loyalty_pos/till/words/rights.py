"""Why a reward, a stamp card or a club was refused, in both languages: code -> (what happened, what to do next)."""

from typing import Final

from loyalty_pos.till.words.office import deeds, limits

EN: Final[dict[str, tuple[str, str]]] = {
    **deeds.EN,
    **limits.EN,
    "reward_unknown": (
        "The reward {reward} is not in the catalogue any more.",
        "Take its line off (F8) and choose another one.",
    ),
    "reward_missing_points": (
        "“{reward}”: {missing} more {missing:point is|points are} needed.",
        "Sell without it; the points stay with the customer.",
    ),
    "reward_missing_stamps": (
        "“{reward}”: {missing_stamps} more {missing_stamps:stamp is|stamps are} needed.",
        "Sell without it; the stamps stay with the customer.",
    ),
    "reward_missing_goods": (
        "“{reward}” is a piece out of the basket, and none of its goods are there.",
        "Scan what the customer wants as a gift, then choose it again.",
    ),
    "reward_not_in_shop": (
        "“{reward}” is not among the goods of this shop.",
        "Offer another reward, and tell the manager.",
    ),
    "reward_floored": (
        "{article} has a least price by law: it cannot be given for points or stamps.",
        "Offer another reward.",
    ),
    "reward_not_taken": (
        "“{reward}” on the receipt is not confirmed: its points or stamps are not there now.",
        "Wait a moment for the centre, or take the line off (F8) and sell without it.",
    ),
    "only_for_club": (
        "{article} is only for the club “{club}” until {until}.",
        "Scan the member's card, or offer something else until that day.",
    ),
    "club_needs_member": (
        "The fee of “{club}” needs to know who joins.",
        "Scan the customer's card, or give out a new one (F3).",
    ),
    "club_one_fee": (
        "There is more than one fee of “{club}” on the receipt.",
        "Leave one: each customer joins with a receipt of their own.",
    ),
    "club_closed": ("“{club}” opens to nobody at the moment.", "Offer another club."),
    "club_closed.fee": ("“{club}” opens with its fee.", "Put the fee on the receipt."),
    "club_closed.invitation": (
        "“{club}” opens with an invitation only.",
        "Ask the customer for the code of the invitation and scan it.",
    ),
    "club_closed.both": (
        "“{club}” opens with its fee or an invitation.",
        "Put the fee on the receipt, or scan the code of the invitation.",
    ),
    "club_already_joined": (
        "The customer is in “{club}” already.",
        "The invitation stays good for somebody else; a fee makes the membership longer.",
    ),
    "club_not_joined": ("The customer is not in “{club}”.", "Offer to join it."),
    "club_cannot_pause": (
        "“{club}” cannot be paused.",
        "The customer may leave it, or let it end on its day.",
    ),
    "club_used": (
        "The fee of “{club}” cannot be given back: the membership was used since it was paid.",
        "Take back the other goods; the membership holds until its end.",
    ),
    "invitation_not_valid": (
        "This invitation is not known here.",
        "Compare it with the paper and type it again.",
    ),
    "invitation_not_valid.used": ("This invitation was used already.", "Offer the fee of the club instead."),
    "invitation_not_valid.too_early": (
        "This invitation does not count yet.",
        "Ask the customer to come back then.",
    ),
    "invitation_not_valid.ended": ("This invitation is over.", "Offer the fee of the club instead."),
    "invitation_not_valid.not_theirs": (
        "This invitation is for another member.",
        "Scan the card of whom it was sent to.",
    ),
    "unknown_club": (
        "The programme has no club {club}.",
        "See its clubs with: loyalty-pos clubs list",
    ),
    "unknown_event": (
        "No club of the programme invites to {event}.",
        "Write it into the club's events, or compare the name: loyalty-pos clubs list",
    ),
    "guest_not_invited": (
        "{event} is for members of {clubs}; this customer is not one.",
        "Let the customer join first, then add the name.",
    ),
}

RU: Final[dict[str, tuple[str, str]]] = {
    **deeds.RU,
    **limits.RU,
    "reward_unknown": (
        "Награды {reward} больше нет в каталоге.",
        "Уберите её строку (F8) и выберите другую.",
    ),
    "reward_missing_points": (
        "«{reward}»: не хватает {missing} {missing:балла|баллов|баллов}.",
        "Продайте без неё; баллы останутся у покупателя.",
    ),
    "reward_missing_stamps": (
        "«{reward}»: не хватает {missing_stamps} {missing_stamps:отметки|отметок|отметок}.",
        "Продайте без неё; отметки останутся у покупателя.",
    ),
    "reward_missing_goods": (
        "«{reward}» — это товар из чека, а его там нет.",
        "Отсканируйте то, что покупатель хочет в подарок, и выберите ещё раз.",
    ),
    "reward_not_in_shop": (
        "«{reward}» нет среди товаров этого магазина.",
        "Предложите другую награду и скажите управляющему.",
    ),
    "reward_floored": (
        "У товара {article} есть минимальная цена по закону: отдать его за баллы или отметки нельзя.",
        "Предложите другую награду.",
    ),
    "reward_not_taken": (
        "«{reward}» в чеке не подтверждена: баллов или отметок на неё сейчас нет.",
        "Подождите ответа центра или уберите строку (F8) и продайте без неё.",
    ),
    "only_for_club": (
        "{article} до {until} — только для клуба «{club}».",
        "Отсканируйте карту участника или предложите пока другое.",
    ),
    "club_needs_member": (
        "Взнос в «{club}»: неизвестно, кто вступает.",
        "Отсканируйте карту покупателя или выдайте новую (F3).",
    ),
    "club_one_fee": (
        "В чеке больше одного взноса в «{club}».",
        "Оставьте один: каждый вступает своим чеком.",
    ),
    "club_closed": ("В «{club}» сейчас никого не принимают.", "Предложите другой клуб."),
    "club_closed.fee": ("В «{club}» вступают по взносу.", "Добавьте взнос в чек."),
    "club_closed.invitation": (
        "В «{club}» вступают только по приглашению.",
        "Попросите у покупателя код приглашения и отсканируйте его.",
    ),
    "club_closed.both": (
        "В «{club}» вступают по взносу или по приглашению.",
        "Добавьте взнос в чек или отсканируйте код приглашения.",
    ),
    "club_already_joined": (
        "Покупатель уже в «{club}».",
        "Приглашение останется для другого; взнос продлит членство.",
    ),
    "club_not_joined": ("Покупатель не состоит в «{club}».", "Предложите вступить."),
    "club_cannot_pause": (
        "«{club}» нельзя приостановить.",
        "Покупатель может выйти или дождаться конца срока.",
    ),
    "club_used": (
        "Взнос в «{club}» вернуть нельзя: членством уже пользовались.",
        "Верните другие товары; членство действует до конца срока.",
    ),
    "invitation_not_valid": (
        "Такого приглашения здесь не знают.",
        "Сверьте код с бумагой и введите ещё раз.",
    ),
    "invitation_not_valid.used": ("Это приглашение уже использовано.", "Предложите взнос в клуб."),
    "invitation_not_valid.too_early": ("Это приглашение ещё не действует.", "Попросите зайти позже."),
    "invitation_not_valid.ended": ("Срок этого приглашения вышел.", "Предложите взнос в клуб."),
    "invitation_not_valid.not_theirs": (
        "Это приглашение выдано другому участнику.",
        "Отсканируйте карту того, кому оно прислано.",
    ),
    "unknown_club": (
        "В программе нет клуба {club}.",
        "Список клубов: loyalty-pos clubs list",
    ),
    "unknown_event": (
        "Ни один клуб программы не приглашает на {event}.",
        "Впишите его в события клуба (events) или сверьте название: loyalty-pos clubs list",
    ),
    "guest_not_invited": (
        "{event} — для участников {clubs}; этот покупатель не из них.",
        "Сначала пусть вступит, потом внесите его в список.",
    ),
}
