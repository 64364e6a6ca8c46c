<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>AskPad</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Количество</translation>
    </message>
    <message>
        <source>Quantity, %1</source>
        <translation>Количество, %1</translation>
    </message>
    <message>
        <source>So many points need the customer&apos;s word. Enter: yes. Fewer may be typed.</source>
        <translation>Столько баллов списывают только с согласия покупателя. Enter — согласен. Можно ввести меньше.</translation>
    </message>
    <message>
        <source>Does the customer agree?</source>
        <translation>Покупатель согласен?</translation>
    </message>
    <message>
        <source>Coupon or certificate</source>
        <translation>Купон или сертификат</translation>
    </message>
    <message>
        <source>Scan it, or type its number</source>
        <translation>Отсканируйте или введите номер</translation>
    </message>
    <message>
        <source>Find the customer</source>
        <translation>Найти покупателя</translation>
    </message>
    <message>
        <source>Phone or card number</source>
        <translation>Телефон или номер карты</translation>
    </message>
    <message>
        <source>Type the sum that the customer wants to give.</source>
        <translation>Введите сумму, которую хочет подарить покупатель.</translation>
    </message>
    <message>
        <source>How much is the certificate?</source>
        <translation>На какую сумму сертификат?</translation>
    </message>
    <message>
        <source>The code %1 is not in the list of goods. Type the price from the tag.</source>
        <translation>Кода %1 нет в списке товаров. Введите цену с ценника.</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Цена</translation>
    </message>
    <message>
        <source>It went to %1: let the customer read it out. Nothing came: Esc, then card or QR.</source>
        <translation>Отправлен на %1: покупатель называет его вслух. Не пришёл: Esc, затем карта или QR.</translation>
    </message>
    <message>
        <source>Code from the SMS</source>
        <translation>Код из СМС</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Say: “%1”</source>
        <translation>Скажите: «%1»</translation>
    </message>
</context>
<context>
    <name>BasketModel</name>
    <message>
        <source>Goods</source>
        <translation>Товар</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>Кол-во</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Цена</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>+%1 pt</source>
        <translation>+%1 б.</translation>
    </message>
    <message>
        <source>Coupon %1</source>
        <translation>Купон %1</translation>
    </message>
    <message>
        <source>Certificate **** %1</source>
        <translation>Сертификат **** %1</translation>
    </message>
    <message>
        <source>the centre is being asked</source>
        <translation>спрашиваем центр</translation>
    </message>
    <message>
        <source>the centre does not give it now</source>
        <translation>центр его сейчас не даёт</translation>
    </message>
    <message>
        <source>no connection: scan it again, a manager decides</source>
        <translation>нет связи: отсканируйте ещё раз, решит управляющий</translation>
    </message>
    <message>
        <source>today up to %1, safe on it %2</source>
        <translation>сегодня до %1, на нём останется %2</translation>
    </message>
    <message>
        <source>single use: %1 will be lost</source>
        <translation>одноразовый: %1 сгорит</translation>
    </message>
    <message>
        <source>left on it %1</source>
        <translation>останется %1</translation>
    </message>
    <message>
        <source>reward for %1</source>
        <translation>награда за %1</translation>
    </message>
    <message>
        <source>not confirmed yet</source>
        <translation>ещё не подтверждена</translation>
    </message>
    <message>
        <source>gift for stamps</source>
        <translation>подарок за отметки</translation>
    </message>
    <message>
        <source>certificate **** %1, an advance</source>
        <translation>сертификат **** %1, аванс</translation>
    </message>
    <message>
        <source>discount %1</source>
        <translation>скидка %1</translation>
    </message>
    <message>
        <source>no discount now</source>
        <translation>сейчас без скидки</translation>
    </message>
</context>
<context>
    <name>BasketTable</name>
    <message>
        <source>Lines of the receipt</source>
        <translation>Строки чека</translation>
    </message>
    <message>
        <source>Scan the first goods or card</source>
        <translation>Сканируйте первый товар или карту</translation>
    </message>
</context>
<context>
    <name>BenefitsView</name>
    <message>
        <source>The programme has no rewards, stamps or clubs.</source>
        <translation>В программе нет наград, отметок и клубов.</translation>
    </message>
    <message>
        <source>Scan the customer&apos;s card, or press Esc and F2</source>
        <translation>Отсканируйте карту покупателя или нажмите Esc и F2</translation>
    </message>
    <message>
        <source>Number and Enter, or scan an invitation</source>
        <translation>Номер и Enter или скан приглашения</translation>
    </message>
    <message>
        <source>Number of a row</source>
        <translation>Номер строки</translation>
    </message>
    <message>
        <source>What the customer can use now</source>
        <translation>Что покупатель может получить сейчас</translation>
    </message>
    <message>
        <source>Clubs</source>
        <translation>Клубы</translation>
    </message>
    <message>
        <source>Offers for this customer</source>
        <translation>Личные предложения</translation>
    </message>
    <message>
        <source>Leave the club</source>
        <translation>Выйти из клуба</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Make “%1” longer</source>
        <translation>Продлить «%1»</translation>
    </message>
    <message>
        <source>Join “%1”</source>
        <translation>Вступить в «%1»</translation>
    </message>
    <message>
        <source>Try “%1” for nothing</source>
        <translation>Попробовать «%1» бесплатно</translation>
    </message>
    <message>
        <source>“%1” opens with an invitation</source>
        <translation>В «%1» — по приглашению</translation>
    </message>
    <message>
        <source>Pause “%1”</source>
        <translation>Приостановить «%1»</translation>
    </message>
    <message>
        <source>Let “%1” go on</source>
        <translation>Возобновить «%1»</translation>
    </message>
    <message>
        <source>In “%1”</source>
        <translation>Состоит в «%1»</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>ещё %1</translation>
    </message>
    <message>
        <source>scan the goods first</source>
        <translation>сначала товар</translation>
    </message>
    <message>
        <source>not in this shop</source>
        <translation>нет в магазине</translation>
    </message>
    <message>
        <source>free: %1</source>
        <translation>даром: %1</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 дн.</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>на паузе</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>до %1</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>бессрочно</translation>
    </message>
    <message>
        <source>ends soon: offer to make it longer</source>
        <translation>скоро кончится: предложите продлить</translation>
    </message>
    <message>
        <source>%1 (on the list)</source>
        <translation>%1 (в списке)</translation>
    </message>
    <message>
        <source>invitation: %1</source>
        <translation>приглашение: %1</translation>
    </message>
    <message>
        <source>The customer wants no personal offers</source>
        <translation>Покупатель не хочет личных предложений</translation>
    </message>
    <message>
        <source>Bring offers back</source>
        <translation>Вернуть предложения</translation>
    </message>
    <message>
        <source>Stop personal offers</source>
        <translation>Без личных предложений</translation>
    </message>
</context>
<context>
    <name>BesideView</name>
    <message>
        <source>Goods total</source>
        <translation>Сумма товаров</translation>
    </message>
    <message>
        <source>Discount there</source>
        <translation>Скидка там</translation>
    </message>
    <message>
        <source>To pay there</source>
        <translation>К оплате там</translation>
    </message>
    <message>
        <source>Will be earned</source>
        <translation>Будет начислено</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Строки</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Цифры</translation>
    </message>
    <message>
        <source>By the total alone: offers for single goods and goods without discount are not judged.</source>
        <translation>Только по сумме: акции на отдельные товары и товары без скидки не учтены.</translation>
    </message>
    <message>
        <source>Card, total there, or goods</source>
        <translation>Карта, сумма с той кассы или товар</translation>
    </message>
    <message>
        <source>Scan line</source>
        <translation>Строка сканирования</translation>
    </message>
    <message>
        <source>1. Scan the card.  2. Type the total of the other till and Enter, or scan the goods.  3. Key the figures in there and print.  4. F12; scanning the QR of that receipt does the same.</source>
        <translation>1. Отсканируйте карту.  2. Наберите сумму с другой кассы и Enter или сканируйте товары.  3. Введите эти цифры там и пробейте чек.  4. F12; или отсканируйте QR-код того чека.</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>Новая карта</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Баланс</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Возврат</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Points there: %1</source>
        <translation>Баллы там: %1</translation>
    </message>
    <message>
        <source>Points there: %1; asking the centre…</source>
        <translation>Баллы там: %1; спрашиваем центр…</translation>
    </message>
    <message>
        <source>Points there, without the centre: %1</source>
        <translation>Баллы там, без связи: %1</translation>
    </message>
    <message>
        <source>Pay with %1</source>
        <translation>Оплатить %1</translation>
    </message>
    <message>
        <source>Keep the points</source>
        <translation>Не списывать баллы</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Баллы</translation>
    </message>
    <message>
        <source>It was printed</source>
        <translation>Чек пробит</translation>
    </message>
    <message>
        <source>Printed there</source>
        <translation>Чек пробит там</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Не пробит</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Key in at the other till</source>
        <translation>Введите на другой кассе</translation>
    </message>
    <message>
        <source>Did the other till print this receipt of %1?</source>
        <translation>Пробила ли другая касса этот чек от %1?</translation>
    </message>
    <message>
        <source>Card **** %1.</source>
        <translation>Карта **** %1.</translation>
    </message>
    <message>
        <source>Receipts behind it: %1.</source>
        <translation>За ним ждёт чеков: %1.</translation>
    </message>
    <message>
        <source>Certificate there, as an advance</source>
        <translation>Сертификат там, авансом</translation>
    </message>
</context>
<context>
    <name>CardFace</name>
    <message>
        <source>Your card is ready</source>
        <translation>Ваша карта готова</translation>
    </message>
    <message>
        <source>Photograph the code and show it next time.</source>
        <translation>Сфотографируйте код и покажите его в следующий раз.</translation>
    </message>
</context>
<context>
    <name>CardNoteWords</name>
    <message>
        <source>Card **** %last4 is about to be taken back.</source>
        <translation>Выдача карты **** %last4 будет отменена.</translation>
    </message>
    <message>
        <source>F8 once more takes it back, any other key does not.</source>
        <translation>F8 ещё раз — отменить, любая другая клавиша — оставить.</translation>
    </message>
    <message>
        <source>Card **** %last4 is taken back: nobody has it.</source>
        <translation>Выдача карты **** %last4 отменена: её ни у кого нет.</translation>
    </message>
    <message>
        <source>Plastic goes back into its pack; destroy the slip.</source>
        <translation>Пластик верните в пачку, листок уничтожьте.</translation>
    </message>
    <message>
        <source>Received: %count cards.</source>
        <translation>Принято карт: %count.</translation>
    </message>
    <message>
        <source>They can be given out now.</source>
        <translation>Их уже можно выдавать.</translation>
    </message>
    <message>
        <source>Counted: %count cards, as it must be.</source>
        <translation>Насчитано карт: %count, всё сошлось.</translation>
    </message>
    <message>
        <source>The paper is being printed.</source>
        <translation>Листок печатается.</translation>
    </message>
    <message>
        <source>Counted: %count cards, but %left must be left.</source>
        <translation>Насчитано карт: %count, а должно быть %left.</translation>
    </message>
    <message>
        <source>Count once more; the paper and the manager&apos;s list say it too.</source>
        <translation>Пересчитайте; это видно на листке и в списке управляющего.</translation>
    </message>
    <message>
        <source>The phone is confirmed.</source>
        <translation>Телефон подтверждён.</translation>
    </message>
    <message>
        <source>The card pays with points from now on.</source>
        <translation>Теперь картой можно платить баллами.</translation>
    </message>
    <message>
        <source>Card **** %last4 is given out. Blank cards left: %left.</source>
        <translation>Карта **** %last4 выдана. Чистых карт осталось: %left.</translation>
    </message>
    <message>
        <source>Ask for a new pack; virtual cards never run out.</source>
        <translation>Попросите новую пачку; виртуальные карты не кончаются.</translation>
    </message>
    <message>
        <source>Card **** %last4 is spoiled: nobody can get it.</source>
        <translation>Карта **** %last4 испорчена: её никому не выдать.</translation>
    </message>
    <message>
        <source>Cut it and keep it for the evening&apos;s count.</source>
        <translation>Разрежьте её и сохраните до вечернего пересчёта.</translation>
    </message>
</context>
<context>
    <name>CardsView</name>
    <message>
        <source>Card and account</source>
        <translation>Карта и счёт</translation>
    </message>
    <message>
        <source>Scan the card or type the full phone</source>
        <translation>Сканируйте карту или введите телефон целиком</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Make them one</source>
        <translation>Объединить</translation>
    </message>
    <message>
        <source>Part them</source>
        <translation>Разделить</translation>
    </message>
    <message>
        <source>To the card</source>
        <translation>К карте</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
    </message>
    <message>
        <source>The account of</source>
        <translation>Счёт, который остаётся</translation>
    </message>
    <message>
        <source>takes in</source>
        <translation>к нему присоединяется</translation>
    </message>
    <message>
        <source>Can be spent then</source>
        <translation>Можно будет потратить</translation>
    </message>
    <message>
        <source>Not active yet</source>
        <translation>Ещё не действуют</translation>
    </message>
    <message>
        <source>Can be undone until %1.</source>
        <translation>Отменить можно до %1.</translation>
    </message>
    <message>
        <source>Whoever leaves takes along what is left of their own.</source>
        <translation>Кто отделится, заберёт то, что осталось от своих баллов.</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>Отделяется</translation>
    </message>
    <message>
        <source>with points</source>
        <translation>унесёт баллов</translation>
    </message>
    <message>
        <source>The other one keeps</source>
        <translation>У второго останется</translation>
    </message>
    <message>
        <source>charged to whoever leaves</source>
        <translation>потрачено тем, кто отделяется</translation>
    </message>
    <message>
        <source>charged to the other one</source>
        <translation>потрачено вторым</translation>
    </message>
    <message>
        <source>Below zero: so much is owed, and repaid by the next points.</source>
        <translation>Меньше нуля — это долг: его погасят следующие баллы.</translation>
    </message>
</context>
<context>
    <name>CardsWords</name>
    <message>
        <source>Nobody yet</source>
        <translation>Пока никого</translation>
    </message>
    <message>
        <source>replaced or ended</source>
        <translation>заменена или закрыта</translation>
    </message>
    <message>
        <source>may be used</source>
        <translation>действует</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>использовать нельзя</translation>
    </message>
    <message>
        <source>reported lost</source>
        <translation>заявлена утерянной</translation>
    </message>
    <message>
        <source>not given out yet</source>
        <translation>ещё не выдана</translation>
    </message>
    <message>
        <source>Scan the card of whoever joins this wallet, or type the phone.</source>
        <translation>Сканируйте карту того, кто присоединяется к счёту, или введите телефон.</translation>
    </message>
    <message>
        <source>One balance for all, a card for each. Read this to the customer, then F12.</source>
        <translation>Счёт один на всех, карта у каждого своя. Прочтите это покупателю, затем F12.</translation>
    </message>
    <message>
        <source>The card, also a blocked one, or the phone when the card is lost.</source>
        <translation>Карта, в том числе заблокированная, или телефон, если карта потеряна.</translation>
    </message>
    <message>
        <source>Choose what shall be done. The points belong to the account and stay there.</source>
        <translation>Выберите, что сделать. Баллы принадлежат счёту и остаются на нём.</translation>
    </message>
    <message>
        <source>Scan a blank card for a plastic one, or choose why: then the card is virtual.</source>
        <translation>Для пластиковой карты сканируйте чистую, иначе выберите причину: карта будет виртуальной.</translation>
    </message>
    <message>
        <source>Why? It is written down with your name; at a till nobody is shown the reason.</source>
        <translation>Почему? Причина записывается с вашим именем; на кассе её никому не показывают.</translation>
    </message>
    <message>
        <source>Scan the other card of the same person, or type the phone.</source>
        <translation>Сканируйте вторую карту того же человека или введите телефон.</translation>
    </message>
    <message>
        <source>The centre is being asked…</source>
        <translation>Спрашиваем центр…</translation>
    </message>
    <message>
        <source>Both cards will show one account. Read this to the customer, then F12.</source>
        <translation>Обе карты будут вести на один счёт. Прочтите это покупателю, затем F12.</translation>
    </message>
    <message>
        <source>Whoever spent is charged, whosever points those were. Read this aloud, then F12.</source>
        <translation>Потраченное спишется с того, кто тратил, чьи бы ни были баллы. Прочтите это вслух, затем F12.</translation>
    </message>
    <message>
        <source>Type the phone that was named when the card was made: a code is sent to it.</source>
        <translation>Наберите телефон, названный при выдаче карты: на него придёт код.</translation>
    </message>
    <message>
        <source>No codes can be sent here. F2: a senior has seen a document.</source>
        <translation>Коды здесь не отправляют. F2: старший видел документ.</translation>
    </message>
    <message>
        <source>A code was sent: type what the customer reads out, then Enter.</source>
        <translation>Код отправлен: наберите его со слов покупателя и Enter.</translation>
    </message>
    <message>
        <source>The code is on its way. Without it: F2, a senior has seen a document.</source>
        <translation>Код в пути. Без него: F2, старший видел документ.</translation>
    </message>
    <message>
        <source>The new card is **** %1; the old one does nothing any more. The slip is printed.</source>
        <translation>Новая карта **** %1; старая больше не действует. Листок печатается.</translation>
    </message>
    <message>
        <source>The centre does not answer: accounts are joined and parted only with it. Nothing was done.</source>
        <translation>Центр не отвечает, а счета объединяют и делят только с ним. Ничего не сделано.</translation>
    </message>
    <message>
        <source>The card is blocked, here at once and everywhere with the next line.</source>
        <translation>Карта заблокирована: здесь сразу, везде — когда появится связь.</translation>
    </message>
    <message>
        <source>The card may be used again.</source>
        <translation>Карта снова действует.</translation>
    </message>
    <message>
        <source>The accounts are one. Every till learns of it with its next line.</source>
        <translation>Счета объединены. Другие кассы узнают об этом, как только будут на связи.</translation>
    </message>
    <message>
        <source>The accounts are two again.</source>
        <translation>Счета снова разделены.</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Потеряна</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Испорчена</translation>
    </message>
    <message>
        <source>The customer wishes it</source>
        <translation>Желание покупателя</translation>
    </message>
    <message>
        <source>Suspicion of fraud</source>
        <translation>Подозрение в мошенничестве</translation>
    </message>
    <message>
        <source>Misuse by the staff</source>
        <translation>Злоупотребление сотрудника</translation>
    </message>
    <message>
        <source>By a document</source>
        <translation>По документу</translation>
    </message>
    <message>
        <source>Block the card</source>
        <translation>Заблокировать карту</translation>
    </message>
    <message>
        <source>Set the card free</source>
        <translation>Разблокировать карту</translation>
    </message>
    <message>
        <source>Replace the card</source>
        <translation>Заменить карту</translation>
    </message>
    <message>
        <source>Same person: join two accounts</source>
        <translation>Один человек: объединить счета</translation>
    </message>
    <message>
        <source>Family: join an account</source>
        <translation>Семья: присоединить счёт</translation>
    </message>
    <message>
        <source>Family: a further card</source>
        <translation>Семья: ещё одна карта</translation>
    </message>
    <message>
        <source>Undo a joining</source>
        <translation>Отменить объединение</translation>
    </message>
    <message>
        <source>Another card of the account</source>
        <translation>Другая карта счёта</translation>
    </message>
    <message>
        <source>Confirm the phone</source>
        <translation>Подтвердить телефон</translation>
    </message>
    <message>
        <source>Leaves this account for good</source>
        <translation>Выходит из этого счёта навсегда</translation>
    </message>
    <message>
        <source>The card has left the account, and its points stay there: tell whoever had it. F3 gives them a card of their own, which begins with none.</source>
        <translation>Карта выведена из счёта, его баллы остаются на нём: скажите об этом тому, у кого она была. F3 даст свою карту, она начинается без баллов.</translation>
    </message>
    <message>
        <source>Nobody was joined with this account. A further card leaves it with F3, F6.</source>
        <translation>С этим счётом никого не объединяли. Дополнительная карта выходит из него по F3, F6.</translation>
    </message>
    <message>
        <source>Why? It is written down with your name. F6 ends the card for good: whoever has it leaves, and the points stay with the account. Say so first.</source>
        <translation>Почему? Это записывается с вашим именем. F6 выводит карту навсегда: тот, у кого она, уходит, а баллы остаются на счёте. Сначала скажите об этом.</translation>
    </message>
</context>
<context>
    <name>ChoicePanel</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Why is it deleted?</source>
        <translation>Почему удаляем?</translation>
    </message>
    <message>
        <source>Which receipt comes back?</source>
        <translation>Какой чек вернуть?</translation>
    </message>
    <message>
        <source>Press its number, or touch it</source>
        <translation>Нажмите его номер или коснитесь</translation>
    </message>
    <message>
        <source>The customer does not want it</source>
        <translation>Покупатель отказался</translation>
    </message>
    <message>
        <source>Scanned by mistake</source>
        <translation>Отсканировано по ошибке</translation>
    </message>
    <message>
        <source>Another price was expected</source>
        <translation>Ожидали другую цену</translation>
    </message>
    <message>
        <source>Damaged, or its date is over</source>
        <translation>Испорчен или просрочен</translation>
    </message>
</context>
<context>
    <name>CustomerPanel</name>
    <message>
        <source>No customer yet</source>
        <translation>Покупатель не указан</translation>
    </message>
    <message>
        <source>Scan a card or QR at any moment, or press F2 and type the phone</source>
        <translation>Карту или QR можно сканировать в любой момент; F2 — по телефону</translation>
    </message>
    <message>
        <source>Card holder</source>
        <translation>Владелец карты</translation>
    </message>
    <message>
        <source>birthday these days</source>
        <translation>день рождения в эти дни</translation>
    </message>
    <message>
        <source>debt %1</source>
        <translation>долг %1</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <translation>%1 до %2</translation>
    </message>
    <message>
        <source>%1 to go until “%2”</source>
        <translation>До уровня «%2» осталось %1</translation>
    </message>
</context>
<context>
    <name>CustomerView</name>
    <message>
        <source>Search line</source>
        <translation>Строка поиска</translation>
    </message>
    <message>
        <source>Latest purchases at this till</source>
        <translation>Последние покупки на этой кассе</translation>
    </message>
    <message>
        <source>No points yet</source>
        <translation>Баллов пока нет</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Put on the receipt</source>
        <translation>В чек</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>Card, full phone, name or last 4 digits</source>
        <translation>Карта, телефон, имя или 4 цифры</translation>
    </message>
    <message>
        <source>Points by date, what ends next first</source>
        <translation>Баллы по срокам, ближайший — первый</translation>
    </message>
    <message>
        <source>Pay with points</source>
        <translation>Списать баллы</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Печать</translation>
    </message>
    <message>
        <source>Where the points went</source>
        <translation>Куда делись баллы</translation>
    </message>
    <message>
        <source>Card as PDF</source>
        <translation>Карта в PDF</translation>
    </message>
    <message>
        <source>Card, account</source>
        <translation>Карта, счёт</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Latest changes, all shops</source>
        <translation>Последние изменения, все магазины</translation>
    </message>
    <message>
        <source>Cards: %1</source>
        <translation>Карты: %1</translation>
    </message>
    <message>
        <source>Agreed to: %1</source>
        <translation>Согласия: %1</translation>
    </message>
</context>
<context>
    <name>CustomerWords</name>
    <message>
        <source>Can be spent for certain here</source>
        <translation>Можно потратить здесь наверняка</translation>
    </message>
    <message>
        <source>Without the centre&apos;s word, on the shop&apos;s risk</source>
        <translation>Без ответа центра, на риск магазина</translation>
    </message>
    <message>
        <source>Not active yet</source>
        <translation>Ещё не действуют</translation>
    </message>
    <message>
        <source>Owed, taken off already</source>
        <translation>Долг, уже вычтен</translation>
    </message>
    <message>
        <source>The centre may promise at this moment</source>
        <translation>Центр может обещать сейчас</translation>
    </message>
    <message>
        <source>may be used</source>
        <translation>действует</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>не действует</translation>
    </message>
    <message>
        <source>reported lost</source>
        <translation>заявлена утерянной</translation>
    </message>
    <message>
        <source>not given out yet</source>
        <translation>ещё не выдана</translation>
    </message>
    <message>
        <source>replaced or ended</source>
        <translation>заменена или закрыта</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>и ещё %1</translation>
    </message>
    <message>
        <source>with the line only: the till keeps no consents</source>
        <translation>только при связи: касса согласий не хранит</translation>
    </message>
    <message>
        <source>personal data</source>
        <translation>личные данные</translation>
    </message>
    <message>
        <source>offers</source>
        <translation>реклама</translation>
    </message>
    <message>
        <source>offers by purchases</source>
        <translation>предложения по покупкам</translation>
    </message>
    <message>
        <source>passing on to partners</source>
        <translation>передача партнёрам</translation>
    </message>
    <message>
        <source>nothing known</source>
        <translation>ничего не известно</translation>
    </message>
    <message>
        <source>Card holder</source>
        <translation>Владелец карты</translation>
    </message>
    <message>
        <source>The centre is being asked…</source>
        <translation>Спрашиваем центр…</translation>
    </message>
    <message>
        <source>As the centre knew it on %1, with what this till did since</source>
        <translation>По данным центра на %1 и операциям этой кассы</translation>
    </message>
    <message>
        <source>The centre was heard just now.</source>
        <translation>Центр ответил только что.</translation>
    </message>
    <message>
        <source>The centre did not answer: other tills may know more.</source>
        <translation>Центр не ответил: другие кассы могут знать больше.</translation>
    </message>
    <message>
        <source>not confirmed yet</source>
        <translation>ещё не подтверждены</translation>
    </message>
    <message>
        <source>active from %1</source>
        <translation>действуют с %1</translation>
    </message>
    <message>
        <source>never expire</source>
        <translation>не сгорают</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>до %1</translation>
    </message>
    <message>
        <source>For purchases</source>
        <translation>За покупки</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>Дополнительные</translation>
    </message>
    <message>
        <source>Gift of the shop</source>
        <translation>Подарок магазина</translation>
    </message>
    <message>
        <source>Compensation</source>
        <translation>Компенсация</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Перенесённые</translation>
    </message>
    <message>
        <source>Cashback</source>
        <translation>Кешбэк</translation>
    </message>
    <message>
        <source>From the old programme</source>
        <translation>Из старой программы</translation>
    </message>
    <message>
        <source>receipt %1</source>
        <translation>чек %1</translation>
    </message>
    <message>
        <source>points %1</source>
        <translation>баллы %1</translation>
    </message>
    <message>
        <source>Set aside for tills, held, or not told to it yet</source>
        <translation>Отложено для касс, удержано или ещё не передано</translation>
    </message>
</context>
<context>
    <name>DemoBar</name>
    <message>
        <source>Scan:</source>
        <translation>Сканер:</translation>
    </message>
    <message>
        <source>PIN: %1</source>
        <translation>PIN: %1</translation>
    </message>
    <message>
        <source>Scan %1</source>
        <translation>Сканировать: %1</translation>
    </message>
    <message>
        <source>Cable is in</source>
        <translation>Кабель вставлен</translation>
    </message>
    <message>
        <source>Cable is out</source>
        <translation>Кабель выдернут</translation>
    </message>
    <message>
        <source>Pull the network cable</source>
        <translation>Выдернуть кабель</translation>
    </message>
    <message>
        <source>Plug the cable in</source>
        <translation>Вставить кабель</translation>
    </message>
    <message>
        <source>First five minutes</source>
        <translation>Первые пять минут</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Показ</translation>
    </message>
    <message>
        <source>SMS to the customer: %1</source>
        <translation>СМС покупателю: %1</translation>
    </message>
</context>
<context>
    <name>DeskPrompts</name>
    <message>
        <source>Whose points? Scan the card or type the full phone.</source>
        <translation>Чьи баллы? Отсканируйте карту или введите телефон целиком.</translation>
    </message>
    <message>
        <source>%1: how many points? With a minus they are taken.</source>
        <translation>%1: сколько баллов? С минусом — списать.</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Почему?</translation>
    </message>
    <message>
        <source>What happened, in a few words? For goodwill Enter is enough.</source>
        <translation>Что случилось, в двух словах? Для знака внимания хватит Enter.</translation>
    </message>
    <message>
        <source>A short name for the lists, without spaces, e.g. anna</source>
        <translation>Короткое имя для списков без пробелов, например anna</translation>
    </message>
    <message>
        <source>The name that colleagues see</source>
        <translation>Имя, которое видят коллеги</translation>
    </message>
    <message>
        <source>%1 may do what?</source>
        <translation>Что можно сотруднику %1?</translation>
    </message>
    <message>
        <source>New PIN of %1: 4 to 8 digits</source>
        <translation>Новый PIN, %1: от 4 до 8 цифр</translation>
    </message>
    <message>
        <source>%1 will log in nowhere any more. Sure?</source>
        <translation>%1 больше нигде не войдёт. Точно?</translation>
    </message>
    <message>
        <source>Which receipt? Scan it or type its number; Enter alone: none.</source>
        <translation>Какой чек? Отсканируйте или введите номер; просто Enter — без чека.</translation>
    </message>
    <message>
        <source>About whom? Choose with the arrows or a finger, then F12.</source>
        <translation>О ком? Выберите стрелками или пальцем, затем F12.</translation>
    </message>
    <message>
        <source>What was said about %1?</source>
        <translation>Что сказали о сотруднике %1?</translation>
    </message>
    <message>
        <source>About %1: what was said, in a few words</source>
        <translation>%1: что сказали, в нескольких словах</translation>
    </message>
    <message>
        <source>Praise</source>
        <translation>Похвала</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Жалоба</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Далее: %1</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Дальше</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Уволить</translation>
    </message>
    <message>
        <source>Close for ever</source>
        <translation>Закрыть навсегда</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Этот</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>Закрыть %1</translation>
    </message>
    <message>
        <source>Give points</source>
        <translation>Начислить баллы</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Подтвердить</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>Предъявить</translation>
    </message>
    <message>
        <source>Write off</source>
        <translation>Списать</translation>
    </message>
    <message>
        <source>Block or set free</source>
        <translation>Блокировать или вернуть</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>Новый сотрудник</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Новый PIN</translation>
    </message>
    <message>
        <source>Note a remark</source>
        <translation>Записать отзыв</translation>
    </message>
    <message>
        <source>%1 is closed for ever: it never changes again. Sure?</source>
        <translation>%1 закроется навсегда и больше не изменится. Точно?</translation>
    </message>
    <message>
        <source>Still missing: %1. What they bring later stands in the next month.</source>
        <translation>Ещё нет данных: %1. Что они пришлют позже, войдёт в следующий месяц.</translation>
    </message>
    <message>
        <source>%1 is asked to pay: when and how, in a few words</source>
        <translation>%1: долг предъявлен — когда и как, в нескольких словах</translation>
    </message>
    <message>
        <source>%1 owes nothing any more: why, in a few words</source>
        <translation>%1: долг списывается — почему, в нескольких словах</translation>
    </message>
    <message>
        <source>Figures by days</source>
        <translation>Показатели по дням</translation>
    </message>
    <message>
        <source>Figures by months</source>
        <translation>Показатели по месяцам</translation>
    </message>
    <message>
        <source>Tills of the month</source>
        <translation>Кассы месяца</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Сертификаты</translation>
    </message>
    <message>
        <source>Debts</source>
        <translation>Долги</translation>
    </message>
    <message>
        <source>Blocked cards</source>
        <translation>Заблокированные карты</translation>
    </message>
    <message>
        <source>Praise and complaints</source>
        <translation>Похвалы и жалобы</translation>
    </message>
    <message>
        <source>At this till</source>
        <translation>На этой кассе</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Показатели</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Месяцы</translation>
    </message>
    <message>
        <source>What looks odd</source>
        <translation>Что необычно</translation>
    </message>
    <message>
        <source>Points by hand</source>
        <translation>Баллы вручную</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Сотрудники</translation>
    </message>
    <message>
        <source>Who did what</source>
        <translation>Кто что сделал</translation>
    </message>
</context>
<context>
    <name>DeskView</name>
    <message>
        <source>Ask the centre now</source>
        <translation>Спросить центр</translation>
    </message>
    <message>
        <source>Where the points went</source>
        <translation>Куда делись баллы</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Another role</source>
        <translation>Другая роль</translation>
    </message>
    <message>
        <source>Save as a table</source>
        <translation>Сохранить таблицей</translation>
    </message>
    <message>
        <source>The centre is being asked…</source>
        <translation>Спрашиваем центр…</translation>
    </message>
    <message>
        <source>Written down at this till since its shift was opened; it needs no centre.</source>
        <translation>Записано на этой кассе с открытия смены; связь с центром не нужна.</translation>
    </message>
    <message>
        <source>The centre did not answer: F8 asks again.</source>
        <translation>Центр не ответил: F8 — спросить ещё раз.</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Сделано: %1</translation>
    </message>
    <message>
        <source>%1 can be closed from %2.</source>
        <translation>%1 можно закрыть с %2.</translation>
    </message>
    <message>
        <source>Tills that may still bring something: %1</source>
        <translation>Кассы, которые ещё могут что-то прислать: %1</translation>
    </message>
    <message>
        <source>Looked at on %1. A hint where to look, never a proof.</source>
        <translation>Проверено %1. Это подсказка, куда посмотреть, а не доказательство.</translation>
    </message>
    <message>
        <source>As the centre knew it on %1</source>
        <translation>По данным центра на %1</translation>
    </message>
    <message>
        <source>Nothing here.</source>
        <translation>Здесь пусто.</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Страница %1 из %2</translation>
    </message>
    <message>
        <source>Receipts a day, at most %1; the lower part of each bar: with a card</source>
        <translation>Чеков в день, не больше %1; нижняя часть столбца — с картой</translation>
    </message>
    <message>
        <source>Receipts a month, at most %1; the lower part of each bar: with a card</source>
        <translation>Чеков в месяц, не больше %1; нижняя часть столбика — с картой</translation>
    </message>
    <message>
        <source>Sorted by: %1. ← → by another column.</source>
        <translation>Порядок: %1. ← → другой столбец.</translation>
    </message>
    <message>
        <source>← → sort by a column.</source>
        <translation>← → упорядочить по столбцу.</translation>
    </message>
</context>
<context>
    <name>DeskWords</name>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>Seven days</source>
        <translation>Семь дней</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 дн.</translation>
    </message>
    <message>
        <source>points earned %1, spent %2</source>
        <translation>баллов начислено %1, списано %2</translation>
    </message>
    <message>
        <source>%1 receipts, %2 of them with a card</source>
        <translation>чеков: %1, с картой %2</translation>
    </message>
    <message>
        <source>certificates</source>
        <translation>сертификаты</translation>
    </message>
    <message>
        <source>points</source>
        <translation>баллы</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>закрыт</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>ещё открыт</translation>
    </message>
    <message>
        <source>%1 at the beginning + %2 issued − %3 used − %4 ended − %5 taken back + %6 adjusted</source>
        <translation>%1 на начало + %2 выдано − %3 списано − %4 сгорело − %5 снято при возвратах + %6 поправки</translation>
    </message>
    <message>
        <source>came late: %1</source>
        <translation>пришло позже: %1</translation>
    </message>
    <message>
        <source>not complete: %1</source>
        <translation>не все данные: %1</translation>
    </message>
    <message>
        <source>The card of %2 was on %r of its %o receipts at %1&apos;s till, %s on a day that had one already</source>
        <translation>%1: карта «%2», чеков у этого кассира: %r из %o, из них повторно за день: %s</translation>
    </message>
    <message>
        <source>%1 put the card of %2 to %a paid receipts, to %l of them long after</source>
        <translation>%1: карта «%2» приложена к уже оплаченным чекам: %a, из них намного позже: %l</translation>
    </message>
    <message>
        <source>%1 gave points to %2 by hand %g times, %u times without a receipt</source>
        <translation>%1: баллы вручную для %2 — %g раз, из них без чека: %u</translation>
    </message>
    <message>
        <source>%1 took back own sales, or left their points, %c times; usual are %n</source>
        <translation>%1: возвраты своих же продаж или с оставшимися баллами — %c, обычно %n</translation>
    </message>
    <message>
        <source>%1 undid receipts or opened the drawer %c times; usual are %n</source>
        <translation>%1: аннулированные чеки, удалённые строки, открытый ящик — %c, обычно %n</translation>
    </message>
    <message>
        <source>receipts %1</source>
        <translation>чеки %1</translation>
    </message>
    <message>
        <source>till %1</source>
        <translation>касса %1</translation>
    </message>
    <message>
        <source>waits for a second manager</source>
        <translation>ждёт второго управляющего</translation>
    </message>
    <message>
        <source>booked</source>
        <translation>проведено</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>отклонено</translation>
    </message>
    <message>
        <source>goodwill</source>
        <translation>знак внимания</translation>
    </message>
    <message>
        <source>complaint</source>
        <translation>жалоба</translation>
    </message>
    <message>
        <source>mistake</source>
        <translation>ошибка</translation>
    </message>
    <message>
        <source>sale not counted</source>
        <translation>неучтённая покупка</translation>
    </message>
    <message>
        <source>abuse</source>
        <translation>злоупотребление</translation>
    </message>
    <message>
        <source>works here no more</source>
        <translation>больше не работает</translation>
    </message>
    <message>
        <source>cashier</source>
        <translation>кассир</translation>
    </message>
    <message>
        <source>senior cashier</source>
        <translation>старший кассир</translation>
    </message>
    <message>
        <source>gives out cards</source>
        <translation>выдаёт карты</translation>
    </message>
    <message>
        <source>manager</source>
        <translation>управляющий</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>ревизор</translation>
    </message>
    <message>
        <source>IT</source>
        <translation>ИТ</translation>
    </message>
</context>
<context>
    <name>DisplayWindow</name>
    <message>
        <source>Customer&apos;s display</source>
        <translation>Экран покупателя</translation>
    </message>
</context>
<context>
    <name>DoneView</name>
    <message>
        <source>COPY</source>
        <translation>КОПИЯ</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Оплачено</translation>
    </message>
    <message>
        <source>Earned</source>
        <translation>Начислено</translation>
    </message>
    <message>
        <source>Paid with points</source>
        <translation>Списано баллов</translation>
    </message>
    <message>
        <source>Balance now</source>
        <translation>Теперь на карте</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Продано</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Сдача</translation>
    </message>
    <message>
        <source>Just scan the next goods or card: a new receipt begins by itself.</source>
        <translation>Просто сканируйте следующий товар или карту: новый чек начнётся сам.</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>Следующий</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>Печать копии</translation>
    </message>
</context>
<context>
    <name>ExchangeBar</name>
    <message>
        <source>Exchange: the customer pays %1 more</source>
        <translation>Обмен: покупатель доплачивает %1</translation>
    </message>
    <message>
        <source>Exchange: give the customer %1</source>
        <translation>Обмен: выдайте покупателю %1</translation>
    </message>
    <message>
        <source>Exchange: nobody pays anything more</source>
        <translation>Обмен: доплаты нет</translation>
    </message>
    <message>
        <source>Goods are back for %1 in cash, new goods cost %2.</source>
        <translation>Возвращено товаров на %1 наличными, новые товары стоят %2.</translation>
    </message>
    <message>
        <source>Goods came back for %1 in cash, new goods for %2 are paid.</source>
        <translation>Возвращено товаров на %1 наличными, новые на %2 оплачены.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>ExposureView</name>
    <message>
        <source>All tills together may still take without being sure: %1</source>
        <translation>Все кассы вместе ещё могут списать без гарантии: %1</translation>
    </message>
    <message>
        <source>What tills may cost without the centre</source>
        <translation>Во что могут обойтись кассы без связи</translation>
    </message>
    <message>
        <source>The same tills under each preset</source>
        <translation>Те же кассы при каждой настройке</translation>
    </message>
    <message>
        <source>Changed in the programme&apos;s file, [redemption.offline]; tills follow with their next lease.</source>
        <translation>Меняется в файле программы, [redemption.offline]; до касс доходит при следующей связи.</translation>
    </message>
    <message>
        <source>Ask the centre now</source>
        <translation>Связаться с центром</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Shops</source>
        <translation>Магазины</translation>
    </message>
    <message>
        <source>Tills</source>
        <translation>Кассы</translation>
    </message>
    <message>
        <source>Members who may cost most</source>
        <translation>Кто может обойтись дороже всех</translation>
    </message>
    <message>
        <source>Besides points</source>
        <translation>Кроме баллов</translation>
    </message>
    <message>
        <source>The centre is being asked…</source>
        <translation>Спрашиваем центр…</translation>
    </message>
    <message>
        <source>The centre did not answer: only this till&apos;s own part is known here.</source>
        <translation>Центр не ответил: здесь известна только доля этой кассы.</translation>
    </message>
    <message>
        <source>As the centre knew it on %1</source>
        <translation>По данным центра на %1</translation>
    </message>
    <message>
        <source>Any one member: at most</source>
        <translation>Один покупатель: не больше</translation>
    </message>
    <message>
        <source>Owed already</source>
        <translation>Уже в долгу</translation>
    </message>
    <message>
        <source>This till by itself</source>
        <translation>Эта касса сама</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>ничего</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>Allowed by the centre</source>
        <translation>Разрешено центром</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 назад</translation>
    </message>
    <message>
        <source>and %1 more: loyalty-pos exposure</source>
        <translation>и ещё %1: loyalty-pos exposure</translation>
    </message>
</context>
<context>
    <name>ExposureWords</name>
    <message>
        <source>%1, in force</source>
        <translation>%1, действует</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>Строгая</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Взвешенная</translation>
    </message>
    <message>
        <source>Generous</source>
        <translation>Щедрая</translation>
    </message>
    <message>
        <source>One member at one till: %1 in the own shop, %2 in one visited lately, %3 elsewhere, %4 with the phone&apos;s code. One till: %5 of all members. For %6 h.</source>
        <translation>Один покупатель на одной кассе: %1 в своём магазине, %2 там, где недавно был, %3 в остальных, %4 с кодом телефона. Одна касса со всех: %5. На %6 ч.</translation>
    </message>
    <message>
        <source>%1, till %2</source>
        <translation>%1, касса %2</translation>
    </message>
    <message>
        <source>%1: declared lost</source>
        <translation>%1: объявлена утерянной</translation>
    </message>
    <message>
        <source>%1: never heard</source>
        <translation>%1: связи не было</translation>
    </message>
    <message>
        <source>%1: heard %2</source>
        <translation>%1: связь %2</translation>
    </message>
    <message>
        <source>%1 has %2</source>
        <translation>%1, есть %2</translation>
    </message>
    <message>
        <source>owes %1</source>
        <translation>долг %1</translation>
    </message>
    <message>
        <source>Any one gift certificate: at most</source>
        <translation>Один подарочный сертификат: не больше</translation>
    </message>
    <message>
        <source>Owed by gift certificates</source>
        <translation>В долгу по сертификатам</translation>
    </message>
    <message>
        <source>Anybody else: at most</source>
        <translation>Любой другой: не больше</translation>
    </message>
</context>
<context>
    <name>FootLine</name>
    <message>
        <source>connecting…</source>
        <translation>соединяется…</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>связь есть</translation>
    </message>
    <message>
        <source>no line, the till goes on selling</source>
        <translation>связи нет, касса продаёт</translation>
    </message>
    <message>
        <source>queue empty</source>
        <translation>очередь пуста</translation>
    </message>
    <message>
        <source>queue: %1</source>
        <translation>в очереди %1</translation>
    </message>
    <message>
        <source>no points without the centre</source>
        <translation>без центра баллов нет</translation>
    </message>
    <message>
        <source>by itself %1 of %2 points</source>
        <translation>без центра %1 из %2 баллов</translation>
    </message>
    <message>
        <source>allowed %1 ago</source>
        <translation>право %1 назад</translation>
    </message>
    <message>
        <source>clock in doubt</source>
        <translation>часы под сомнением</translation>
    </message>
    <message>
        <source>clock right</source>
        <translation>часы верны</translation>
    </message>
    <message>
        <source>keys kept by the system</source>
        <translation>ключи в системе</translation>
    </message>
    <message>
        <source>keys kept by this machine</source>
        <translation>ключи в компьютере</translation>
    </message>
    <message>
        <source>keys in a file</source>
        <translation>ключи в файле</translation>
    </message>
    <message>
        <source>keys: not known</source>
        <translation>ключи: неизвестно</translation>
    </message>
    <message>
        <source>no backup known</source>
        <translation>копии нет</translation>
    </message>
    <message>
        <source>backup %1 ago</source>
        <translation>копия %1 назад</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>диск заполнен</translation>
    </message>
    <message>
        <source>disk nearly full: %1 GB</source>
        <translation>диск почти полон: %1 ГБ</translation>
    </message>
    <message>
        <source>disk: %1 GB free</source>
        <translation>свободно %1 ГБ</translation>
    </message>
    <message>
        <source>disk: not known</source>
        <translation>диск: неизвестно</translation>
    </message>
    <message>
        <source>%1, its copy stands still</source>
        <translation>%1, копия не пишется</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Nothing found. Type fewer letters, or the digits under the barcode; Esc goes back.</source>
        <translation>Ничего не найдено. Введите меньше букв или цифры под штрихкодом; Esc — назад.</translation>
    </message>
</context>
<context>
    <name>GridWords</name>
    <message>
        <source>Month</source>
        <translation>Месяц</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Книга</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Начало</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Начислено</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Списано</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Сгорело</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Снято</translation>
    </message>
    <message>
        <source>Went</source>
        <translation>Ушло</translation>
    </message>
    <message>
        <source>Adjusted</source>
        <translation>Вручную</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Конец</translation>
    </message>
    <message>
        <source>certificates</source>
        <translation>сертификаты</translation>
    </message>
    <message>
        <source>points</source>
        <translation>баллы</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Покупатель</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Касса</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Раз</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Сравнить</translation>
    </message>
    <message>
        <source>own card</source>
        <translation>своя карта</translation>
    </message>
    <message>
        <source>late cards</source>
        <translation>карта задним числом</translation>
    </message>
    <message>
        <source>points by hand</source>
        <translation>баллы вручную</translation>
    </message>
    <message>
        <source>returns</source>
        <translation>возвраты</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>отмены</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>из %1</translation>
    </message>
    <message>
        <source>%1 long after</source>
        <translation>намного позже: %1</translation>
    </message>
    <message>
        <source>%1 without a receipt</source>
        <translation>без чека: %1</translation>
    </message>
    <message>
        <source>usual are %1</source>
        <translation>обычно %1</translation>
    </message>
</context>
<context>
    <name>HeadLine</name>
    <message>
        <source>Till %1</source>
        <translation>Касса %1</translation>
    </message>
    <message>
        <source>Shift %1</source>
        <translation>Смена %1</translation>
    </message>
    <message>
        <source>shift closed</source>
        <translation>смена закрыта</translation>
    </message>
    <message>
        <source>Paper runs out</source>
        <translation>Бумага кончается</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>Нет бумаги</translation>
    </message>
    <message>
        <source>Printer is open</source>
        <translation>Открыта крышка принтера</translation>
    </message>
    <message>
        <source>Printer is off</source>
        <translation>Принтер не отвечает</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>подключение…</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>запускается…</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>На связи</translation>
    </message>
    <message>
        <source>Offline · everything is saved</source>
        <translation>Без связи · всё сохраняется</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Без связи</translation>
    </message>
    <message>
        <source>%1 in the queue</source>
        <translation>в очереди %1</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>ждут %1</translation>
    </message>
    <message>
        <source>points: %1</source>
        <translation>баллы: %1</translation>
    </message>
    <message>
        <source>Points without the centre: %1 of %2, allowed %3 ago</source>
        <translation>Баллы без связи с центром: осталось %1, всего %2; разрешено %3 назад</translation>
    </message>
</context>
<context>
    <name>HintLine</name>
    <message>
        <source>F1: why this price · Ctrl+B: benefits</source>
        <translation>F1: почему такая цена · Ctrl+B: выгоды</translation>
    </message>
</context>
<context>
    <name>IdleFace</name>
    <message>
        <source>Welcome! Show your card or say your phone.</source>
        <translation>Добро пожаловать! Покажите карту или назовите телефон.</translation>
    </message>
    <message>
        <source>No card yet? Scan and join.</source>
        <translation>Ещё нет карты? Наведите камеру и вступайте.</translation>
    </message>
</context>
<context>
    <name>IssueView</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>or day.month</source>
        <translation>или день.месяц</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Birthday: day.month.year</source>
        <translation>День рождения: день.месяц.год</translation>
    </message>
    <message>
        <source>Code from the phone</source>
        <translation>Код с телефона</translation>
    </message>
    <message>
        <source>Card as PDF</source>
        <translation>Карта в PDF</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Plastic card **** %1</source>
        <translation>Пластиковая карта **** %1</translation>
    </message>
    <message>
        <source>Scan a blank card for a plastic one. Without it the card is virtual.</source>
        <translation>Для пластиковой карты отсканируйте чистую. Без неё карта будет виртуальной.</translation>
    </message>
</context>
<context>
    <name>IssueWords</name>
    <message>
        <source>New card: the customer&apos;s phone</source>
        <translation>Новая карта: телефон покупателя</translation>
    </message>
    <message>
        <source>New card for %1</source>
        <translation>Новая карта для %1</translation>
    </message>
    <message>
        <source>This phone has a card</source>
        <translation>У этого телефона уже есть карта</translation>
    </message>
    <message>
        <source>The card is ready</source>
        <translation>Карта готова</translation>
    </message>
    <message>
        <source>The new card shares the wallet of %1: one balance, everybody with a card of their own.</source>
        <translation>Новая карта на счёте %1: баланс общий, карта у каждого своя.</translation>
    </message>
    <message>
        <source>10 digits and Enter. If the phone is known, its card is shown.</source>
        <translation>10 цифр и Enter. Если телефон уже известен, покажем его карту.</translation>
    </message>
    <message>
        <source>The centre knows this phone. Put it on the receipt, or go back.</source>
        <translation>Этот телефон знает центр. Добавьте в чек или вернитесь.</translation>
    </message>
    <message>
        <source>Put it on the receipt, or go back.</source>
        <translation>Добавьте её в чек или вернитесь назад.</translation>
    </message>
    <message>
        <source>The card earns at once. It pays when the phone is confirmed: F9, the card.</source>
        <translation>Карта уже копит. Платить сможет, когда телефон подтвердят: F9, карта.</translation>
    </message>
    <message>
        <source>The customer may photograph the code; the slip is being printed.</source>
        <translation>Покупатель может сфотографировать код; листок печатается.</translation>
    </message>
    <message>
        <source>The name is enough; read the consents aloud.</source>
        <translation>Достаточно имени; согласия прочитайте вслух.</translation>
    </message>
    <message>
        <source>A code is being sent to the phone. Go on meanwhile.</source>
        <translation>Код отправляется на телефон. Продолжайте.</translation>
    </message>
    <message>
        <source>A code was sent: type what the customer reads out, or leave it empty.</source>
        <translation>Код отправлен: наберите его со слов покупателя или оставьте пустым.</translation>
    </message>
    <message>
        <source>No code can be sent now: the card earns at once and pays when the phone is confirmed.</source>
        <translation>Код сейчас не отправить: карта копит сразу, платить сможет после подтверждения телефона.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
    </message>
    <message>
        <source>Give out the card</source>
        <translation>Выдать карту</translation>
    </message>
    <message>
        <source>Put on the receipt</source>
        <translation>В чек</translation>
    </message>
    <message>
        <source>Given out: **** %1 %2</source>
        <translation>Выдана: **** %1 %2</translation>
    </message>
    <message>
        <source>%1 in a row</source>
        <translation>подряд: %1</translation>
    </message>
    <message>
        <source>Once more: take it back</source>
        <translation>Ещё раз: отменить</translation>
    </message>
    <message>
        <source>Take the last card back</source>
        <translation>Отменить последнюю</translation>
    </message>
    <message>
        <source>Next customer at once</source>
        <translation>Очередь: сразу следующий</translation>
    </message>
    <message>
        <source>Let the customer type</source>
        <translation>Пусть наберёт покупатель</translation>
    </message>
    <message>
        <source>Another code</source>
        <translation>Новый код</translation>
    </message>
    <message>
        <source>Personal offers</source>
        <translation>Личные предложения</translation>
    </message>
    <message>
        <source>Passing on to partners</source>
        <translation>Передача партнёрам</translation>
    </message>
    <message>
        <source>Agrees to keep personal data</source>
        <translation>Согласие на хранение данных</translation>
    </message>
    <message>
        <source>Agrees to receive offers</source>
        <translation>Согласие на рекламу</translation>
    </message>
    <message>
        <source>Virtual card</source>
        <translation>Виртуальная карта</translation>
    </message>
    <message>
        <source>Packs of blank cards</source>
        <translation>Пачки чистых карт</translation>
    </message>
    <message>
        <source>Packs of blank cards: %1 left</source>
        <translation>Пачки карт: осталось %1</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>не спрошено</translation>
    </message>
    <message>
        <source>by SMS</source>
        <translation>по SMS</translation>
    </message>
    <message>
        <source>by messenger</source>
        <translation>в мессенджер</translation>
    </message>
    <message>
        <source>by e-mail</source>
        <translation>по почте</translation>
    </message>
    <message>
        <source>News: %1</source>
        <translation>Новости: %1</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>chosen</source>
        <translation>выбрано</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>не выбрано</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Erase the last one</source>
        <translation>Стереть последний знак</translation>
    </message>
</context>
<context>
    <name>LateCardView</name>
    <message>
        <source>Card to receipt %1</source>
        <translation>Карта к чеку %1</translation>
    </message>
    <message>
        <source>Paid; nothing becomes cheaper afterwards</source>
        <translation>Оплачено; дешевле уже не станет</translation>
    </message>
    <message>
        <source>Scan the card or type the full phone</source>
        <translation>Отсканируйте карту или введите телефон целиком</translation>
    </message>
    <message>
        <source>Points that will be added</source>
        <translation>Будет начислено</translation>
    </message>
    <message>
        <source>The receipt is of another day: a manager approves it with a PIN.</source>
        <translation>Чек другого дня: начисление подтверждает управляющий своим PIN.</translation>
    </message>
    <message>
        <source>Add the points</source>
        <translation>Начислить баллы</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Scan the customer&apos;s card: what it brings is shown here first.</source>
        <translation>Отсканируйте карту покупателя: сначала здесь будет видно, что она даст.</translation>
    </message>
    <message>
        <source>F12 adds them. A receipt takes one card, once.</source>
        <translation>F12 начисляет их. К чеку прикладывают одну карту, один раз.</translation>
    </message>
    <message>
        <source>Can be spent afterwards</source>
        <translation>Можно будет списать</translation>
    </message>
    <message>
        <source>Active from</source>
        <translation>Действуют с</translation>
    </message>
    <message>
        <source>New tier</source>
        <translation>Новый уровень</translation>
    </message>
    <message>
        <source>This is your own card: a senior allows it with a PIN.</source>
        <translation>Это ваша карта: старший разрешает её своим PIN.</translation>
    </message>
</context>
<context>
    <name>LessonWords</name>
    <message>
        <source>Show me</source>
        <translation>Покажите</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Закончить</translation>
    </message>
    <message>
        <source>Type a PIN from the bar above, Enter. Asked for the float: Enter.</source>
        <translation>Введите PIN из строки вверху, Enter. Спросит размен — Enter.</translation>
    </message>
    <message>
        <source>Scan the customer&apos;s card: click a name in the bar above.</source>
        <translation>Отсканируйте карту покупателя: нажмите имя в строке вверху.</translation>
    </message>
    <message>
        <source>Scan two goods: click them in the bar. Look: the discount stands in the line.</source>
        <translation>Отсканируйте два товара: нажмите их в строке вверху. Смотрите: скидка стоит в строке чека.</translation>
    </message>
    <message>
        <source>Three of them: F4, 3, Enter.</source>
        <translation>Три штуки: F4, 3, Enter.</translation>
    </message>
    <message>
        <source>F1: why does it cost this?</source>
        <translation>F1: почему такая цена?</translation>
    </message>
    <message>
        <source>Esc closes that. F5: the customer pays with points.</source>
        <translation>Esc закроет это. F5: покупатель платит баллами.</translation>
    </message>
    <message>
        <source>F12: paid exactly, in cash. The receipt comes out.</source>
        <translation>F12: наличные без сдачи. Чек выходит.</translation>
    </message>
    <message>
        <source>Scan again: the next receipt begins by itself.</source>
        <translation>Сканируйте дальше: новый чек начнётся сам.</translation>
    </message>
    <message>
        <source>A large note: Enter, choose the note, Enter. Give the change.</source>
        <translation>Крупная купюра: Enter, выберите купюру, Enter. Дайте сдачу.</translation>
    </message>
    <message>
        <source>Pull the network cable: Ctrl+N.</source>
        <translation>Выдерните сетевой кабель: Ctrl+N.</translation>
    </message>
    <message>
        <source>Sell once more: card, goods, F12. Nothing waits for the network.</source>
        <translation>Продайте ещё раз: карта, товары, F12. Ничто не ждёт сети.</translation>
    </message>
    <message>
        <source>Plug it in: Ctrl+N. The queue goes by itself.</source>
        <translation>Вставьте кабель: Ctrl+N. Очередь уйдёт сама.</translation>
    </message>
    <message>
        <source>Goods come back: Ctrl+R, Enter, look what is given back, F12. A senior&apos;s PIN approves it.</source>
        <translation>Товар вернули: Ctrl+R, Enter, посмотрите, что отдать, F12. Старший подтвердит своим PIN.</translation>
    </message>
    <message>
        <source>F3: a new card begins with the phone. Esc goes back.</source>
        <translation>F3: новая карта начинается с телефона. Esc — назад.</translation>
    </message>
    <message>
        <source>F10: shift, reports, devices. It is on every page.</source>
        <translation>F10: смена, отчёты, устройства. Есть на каждой странице.</translation>
    </message>
    <message>
        <source>That is all for a first queue. The rest stands on the keys.</source>
        <translation>Для первой очереди это всё. Остальное написано на клавишах.</translation>
    </message>
</context>
<context>
    <name>LetterBoard</name>
    <message>
        <source>Erase</source>
        <translation>Стереть</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Пробел</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>Большая буква</translation>
    </message>
</context>
<context>
    <name>Meaning</name>
    <message>
        <source>Line</source>
        <translation>Связь</translation>
    </message>
    <message>
        <source>Without it the till goes on selling; everything is saved and goes by itself. If it stays away: look at the cable and the router, press F5, then call IT.</source>
        <translation>Без неё касса продаёт; всё сохранено и уйдёт само. Если связи нет долго: проверьте кабель и роутер, нажмите F5, затем зовите ИТ.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>What was done here and the centre has not got yet. With a line it empties by itself; if it grows with a line there, call IT.</source>
        <translation>Что сделано здесь и ещё не дошло до центра. При связи пустеет сама; если при связи растёт — зовите ИТ.</translation>
    </message>
    <message>
        <source>Points by itself</source>
        <translation>Баллы без центра</translation>
    </message>
    <message>
        <source>What this till may take from all customers together without asking. It gets smaller with age, after 72 hours it is nothing, and comes anew with the line. More: Ctrl+E.</source>
        <translation>Сколько касса может списать у всех покупателей вместе, не спрашивая. С возрастом право уменьшается, через 72 часа его нет; со связью приходит новое. Подробно: Ctrl+E.</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Часы</translation>
    </message>
    <message>
        <source>In doubt: it went back or jumped. Sales go on, points are taken more carefully. Set it right and let it keep time from the network; the next answer of the centre ends the doubt.</source>
        <translation>Под сомнением: шли назад или прыгнули. Продажи идут, баллы списываются осторожнее. Поставьте время и пусть компьютер берёт его из сети; следующий ответ центра снимет сомнение.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Ключи</translation>
    </message>
    <message>
        <source>The secrets of this till. In a file: whoever copies the disk has them too; IT gives the machine a store for keys.</source>
        <translation>Секреты этой кассы. Если они в файле, их получит и тот, кто скопирует диск; ИТ настроит хранилище ключей.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Копия</translation>
    </message>
    <message>
        <source>The centre&apos;s newest copy that was proven readable. Older than two days, or none: IT looks at the centre&apos;s daily backup.</source>
        <translation>Последняя проверенная копия данных центра. Старше двух дней или нет вовсе: ИТ проверяет ежедневное копирование.</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Диск</translation>
    </message>
    <message>
        <source>Nearly full: call IT, the till sells on. Full: sales, returns and shifts only, until there is room. The copy stands still: put the stick back where it belongs.</source>
        <translation>Почти полон: сообщите ИТ, касса продаёт. Полон: только продажи, возвраты и смены, пока не освободят место. Копия не пишется: верните флешку на место.</translation>
    </message>
</context>
<context>
    <name>MenuView</name>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>Take goods back</source>
        <translation>Возврат товара</translation>
    </message>
    <message>
        <source>Shift, X and Z, cash</source>
        <translation>Смена, X и Z, деньги</translation>
    </message>
    <message>
        <source>Copy of the last receipt</source>
        <translation>Копия последнего чека</translation>
    </message>
    <message>
        <source>Cancel the receipt</source>
        <translation>Отменить чек</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>Открыть ящик</translation>
    </message>
    <message>
        <source>Queue and devices</source>
        <translation>Очередь и устройства</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Светлая тема</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Тёмная тема</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Высокий контраст</translation>
    </message>
    <message>
        <source>Lock the till</source>
        <translation>Заблокировать кассу</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Во весь экран</translation>
    </message>
    <message>
        <source>What the customer can use</source>
        <translation>Что может получить покупатель</translation>
    </message>
    <message>
        <source>Where the points went</source>
        <translation>Куда делись баллы</translation>
    </message>
    <message>
        <source>What tills may cost</source>
        <translation>Риск касс без связи</translation>
    </message>
    <message>
        <source>Manager&apos;s desk</source>
        <translation>Рабочий стол управляющего</translation>
    </message>
    <message>
        <source>Change what the till does</source>
        <translation>Режим кассы</translation>
    </message>
    <message>
        <source>Back from training to work</source>
        <translation>Вернуться из учебного режима</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Учебный режим</translation>
    </message>
    <message>
        <source>Leave the program</source>
        <translation>Выйти из программы</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Звуки</translation>
    </message>
</context>
<context>
    <name>MoreDeskWords</name>
    <message>
        <source>approved by %1</source>
        <translation>подтвердил %1</translation>
    </message>
    <message>
        <source>%1: %2 receipts, %3 with a card, points earned %4, spent %5</source>
        <translation>%1: чеков %2, с картой %3, баллов начислено %4, списано %5</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>всё пришло</translation>
    </message>
    <message>
        <source>%1 of its events are not in the books yet</source>
        <translation>ещё не учтено событий: %1</translation>
    </message>
    <message>
        <source>not heard since the month ended: it may still bring something</source>
        <translation>нет связи с конца месяца: может ещё что-то прислать</translation>
    </message>
    <message>
        <source>shut out</source>
        <translation>отключена</translation>
    </message>
    <message>
        <source>never heard</source>
        <translation>не было связи</translation>
    </message>
    <message>
        <source>%1, %2: %3 pieces, sold for %4, left on them</source>
        <translation>%1, %2: %3 шт., проданы на %4, осталось</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>из %1</translation>
    </message>
    <message>
        <source>till %1</source>
        <translation>касса %1</translation>
    </message>
</context>
<context>
    <name>NoteWords</name>
    <message>
        <source>Card **** %last4 is given out.</source>
        <translation>Карта **** %last4 выдана.</translation>
    </message>
    <message>
        <source>The card is saved as %path.</source>
        <translation>Карта сохранена: %path.</translation>
    </message>
    <message>
        <source>Print it on a card, or send it to the customer.</source>
        <translation>Напечатайте её на карте или отправьте покупателю.</translation>
    </message>
    <message>
        <source>Written down: %amount_minor.</source>
        <translation>Записано: %amount_minor.</translation>
    </message>
    <message>
        <source>The drawer must hold the same.</source>
        <translation>В ящике должно быть столько же.</translation>
    </message>
    <message>
        <source>Sounds are off.</source>
        <translation>Звуки выключены.</translation>
    </message>
    <message>
        <source>Sounds are on.</source>
        <translation>Звуки включены.</translation>
    </message>
    <message>
        <source>The card was declined: %amount_minor are not paid, and no points are spent.</source>
        <translation>Карта отклонена: %amount_minor не оплачены, баллы не списаны.</translation>
    </message>
    <message>
        <source>Take cash (F12), another card (F10) or a certificate (F6); Esc goes back to the goods.</source>
        <translation>Примите наличные (F12), другую карту (F10) или сертификат (F6); Esc — назад к товарам.</translation>
    </message>
    <message>
        <source>No receipt is set aside.</source>
        <translation>Отложенных чеков нет.</translation>
    </message>
    <message>
        <source>F7 sets the goods on the counter aside, and brings them back.</source>
        <translation>F7 откладывает товары, что на кассе, и возвращает их.</translation>
    </message>
    <message>
        <source>Set aside: %name, %due_minor.</source>
        <translation>Отложено: %name, %due_minor.</translation>
    </message>
    <message>
        <source>Scan the next customer&apos;s goods; F7 on an empty receipt brings it back.</source>
        <translation>Сканируйте товары следующего; F7 на пустом чеке вернёт этот.</translation>
    </message>
    <message>
        <source>Price check: what is scanned is not added.</source>
        <translation>Проверка цены: отсканированное в чек не попадёт.</translation>
    </message>
    <message>
        <source>Scan goods or a card; Esc goes back to selling.</source>
        <translation>Сканируйте товар или карту; Esc — вернуться к продаже.</translation>
    </message>
    <message>
        <source>%name: %price_minor. Not added.</source>
        <translation>%name: %price_minor. В чек не добавлено.</translation>
    </message>
    <message>
        <source>Scan the next goods; Esc goes back to selling.</source>
        <translation>Сканируйте следующий товар; Esc — вернуться к продаже.</translation>
    </message>
    <message>
        <source>Back again: %name, %due_minor.</source>
        <translation>Чек снова здесь: %name, %due_minor.</translation>
    </message>
    <message>
        <source>Not sold: %name.</source>
        <translation>Не продано: %name.</translation>
    </message>
    <message>
        <source>It is written down; the rest can be paid.</source>
        <translation>Это записано; остальное можно оплатить.</translation>
    </message>
    <message>
        <source>The customer is in the club now.</source>
        <translation>Покупатель теперь в клубе.</translation>
    </message>
    <message>
        <source>Its prices hold from now on; scan the goods.</source>
        <translation>Клубные цены уже действуют; сканируйте товары.</translation>
    </message>
    <message>
        <source>“%name” is about to be left; no money comes back.</source>
        <translation>Покупатель выходит из «%name»; деньги не возвращаются.</translation>
    </message>
    <message>
        <source>F8 once more leaves it, any other key does not.</source>
        <translation>F8 ещё раз — выйти; любая другая клавиша — остаться.</translation>
    </message>
    <message>
        <source>The customer has left “%name”.</source>
        <translation>Покупатель вышел из «%name».</translation>
    </message>
    <message>
        <source>“%name” is paused.</source>
        <translation>«%name» на паузе.</translation>
    </message>
    <message>
        <source>Its days do not run until it goes on.</source>
        <translation>Дни не идут, пока его не возобновят.</translation>
    </message>
    <message>
        <source>“%name” goes on.</source>
        <translation>«%name» снова действует.</translation>
    </message>
    <message>
        <source>It holds longer by the days of the pause.</source>
        <translation>Срок сдвинут на дни паузы.</translation>
    </message>
    <message>
        <source>A copy is being printed.</source>
        <translation>Копия печатается.</translation>
    </message>
    <message>
        <source>Deleted: %name.</source>
        <translation>Удалено: %name.</translation>
    </message>
    <message>
        <source>Scan it again to put it back.</source>
        <translation>Чтобы вернуть, отсканируйте ещё раз.</translation>
    </message>
    <message>
        <source>Nothing was sold in this shift yet.</source>
        <translation>В этой смене ещё ничего не продано.</translation>
    </message>
    <message>
        <source>The customer gets no personal offers any more.</source>
        <translation>Личных предложений больше не будет.</translation>
    </message>
    <message>
        <source>Ctrl+O brings them back.</source>
        <translation>Ctrl+O вернёт их.</translation>
    </message>
    <message>
        <source>The customer gets personal offers again.</source>
        <translation>Личные предложения снова включены.</translation>
    </message>
    <message>
        <source>The receipt is cancelled.</source>
        <translation>Чек отменён.</translation>
    </message>
    <message>
        <source>Added to card **** %last4: %added_points.</source>
        <translation>На карту **** %last4 начислено: %added_points.</translation>
    </message>
    <message>
        <source>Give the slip to the customer.</source>
        <translation>Отдайте листок покупателю.</translation>
    </message>
    <message>
        <source>Scan the next customer&apos;s goods.</source>
        <translation>Сканируйте товары следующего покупателя.</translation>
    </message>
    <message>
        <source>This is the badge of %name.</source>
        <translation>Это бейдж: %name.</translation>
    </message>
    <message>
        <source>Type the PIN and Enter.</source>
        <translation>Наберите PIN и Enter.</translation>
    </message>
    <message>
        <source>To change who works here: Ctrl+L, then the PIN.</source>
        <translation>Сменить того, кто работает: Ctrl+L, затем PIN.</translation>
    </message>
    <message>
        <source>Nothing was sold.</source>
        <translation>Ничего не продано.</translation>
    </message>
    <message>
        <source>Scan the next customer&apos;s card.</source>
        <translation>Сканируйте карту следующего покупателя.</translation>
    </message>
    <message>
        <source>Written down: sale %number, %amount_minor.</source>
        <translation>Записано: продажа %number, %amount_minor.</translation>
    </message>
    <message>
        <source>What this till does is decided by the shop.</source>
        <translation>Что делает эта касса, решает магазин.</translation>
    </message>
    <message>
        <source>It is the setting till_mode of the centre.</source>
        <translation>Это настройка till_mode в центре.</translation>
    </message>
    <message>
        <source>The unfinished receipt is back.</source>
        <translation>Незаконченный чек восстановлен.</translation>
    </message>
    <message>
        <source>Go on, or cancel it in the menu (F10).</source>
        <translation>Продолжайте или отмените его в меню (F10).</translation>
    </message>
    <message>
        <source>Returned: %money_minor.</source>
        <translation>Возвращено: %money_minor.</translation>
    </message>
    <message>
        <source>Give the money and the receipt to the customer.</source>
        <translation>Отдайте покупателю деньги и чек.</translation>
    </message>
    <message>
        <source>The file for support is %path.</source>
        <translation>Файл для поддержки: %path.</translation>
    </message>
    <message>
        <source>No name, phone, card number or key is in it.</source>
        <translation>Имён, телефонов, номеров карт и ключей в нём нет.</translation>
    </message>
    <message>
        <source>The list is saved as %path, and beside it as CSV.</source>
        <translation>Список сохранён: %path, рядом — CSV.</translation>
    </message>
    <message>
        <source>It opens in any spreadsheet.</source>
        <translation>Откроется в любой таблице.</translation>
    </message>
    <message>
        <source>No scanner is kept any more.</source>
        <translation>Больше ни один сканер не запомнен.</translation>
    </message>
    <message>
        <source>The usual settings hold.</source>
        <translation>Действуют обычные настройки.</translation>
    </message>
    <message>
        <source>This scanner is kept.</source>
        <translation>Сканер запомнен.</translation>
    </message>
    <message>
        <source>Scan something once more, or another scanner; Esc goes back.</source>
        <translation>Отсканируйте что-нибудь ещё раз или другим сканером; Esc — назад.</translation>
    </message>
    <message>
        <source>No scanner is recognised yet.</source>
        <translation>Сканер ещё не узнан.</translation>
    </message>
    <message>
        <source>Scan the bars first.</source>
        <translation>Сначала отсканируйте полоски.</translation>
    </message>
    <message>
        <source>The sale is undone: %money_minor.</source>
        <translation>Чек аннулирован: %money_minor.</translation>
    </message>
    <message>
        <source>Give the money back.</source>
        <translation>Верните деньги.</translation>
    </message>
    <message>
        <source>Shift %number is closed.</source>
        <translation>Смена %number закрыта.</translation>
    </message>
    <message>
        <source>Take the Z report from the printer.</source>
        <translation>Возьмите Z-отчёт из принтера.</translation>
    </message>
    <message>
        <source>Shift %number is open.</source>
        <translation>Смена %number открыта.</translation>
    </message>
    <message>
        <source>Scan the first goods or card.</source>
        <translation>Сканируйте первый товар или карту.</translation>
    </message>
    <message>
        <source>Shift %number is closed: %amount_minor too much in the drawer.</source>
        <translation>Смена %number закрыта: в ящике лишние %amount_minor.</translation>
    </message>
    <message>
        <source>Tell the manager; the Z report says it too.</source>
        <translation>Сообщите управляющему; это записано и в Z-отчёте.</translation>
    </message>
    <message>
        <source>Shift %number is closed: %amount_minor are missing in the drawer.</source>
        <translation>Смена %number закрыта: в ящике не хватает %amount_minor.</translation>
    </message>
    <message>
        <source>The page is saved as %path.</source>
        <translation>Лист сохранён: %path.</translation>
    </message>
    <message>
        <source>Print it, or send it to the customer.</source>
        <translation>Напечатайте его или отправьте покупателю.</translation>
    </message>
    <message>
        <source>Asking the centre now.</source>
        <translation>Запрашиваем центр.</translation>
    </message>
    <message>
        <source>The code %barcode is not in the list of goods.</source>
        <translation>Кода %barcode нет в списке товаров.</translation>
    </message>
    <message>
        <source>Type the price from the tag and Enter, or Esc. A senior approves it with a PIN.</source>
        <translation>Введите цену с ценника и Enter, или Esc. Старший подтвердит своим PIN.</translation>
    </message>
    <message>
        <source>The X report is being printed.</source>
        <translation>X-отчёт печатается.</translation>
    </message>
    <message>
        <source>Its figures stand here too; it changes nothing.</source>
        <translation>Его цифры — на этом экране; смена продолжается.</translation>
    </message>
    <message>
        <source>Everything is shown only.</source>
        <translation>Всё только видно.</translation>
    </message>
    <message>
        <source>High: taken. Low: refused. Long: get help.</source>
        <translation>Высокий: принято. Низкий: отказ. Долгий: нужна помощь.</translation>
    </message>
</context>
<context>
    <name>OwnCard</name>
    <message>
        <source>Own coupons: ask for the code and scan it</source>
        <translation>Личные купоны: попросите код и отсканируйте</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>и ещё %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>с %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>до %1</translation>
    </message>
</context>
<context>
    <name>PacksView</name>
    <message>
        <source>Packs of blank cards</source>
        <translation>Пачки чистых карт</translation>
    </message>
    <message>
        <source>A pack has come</source>
        <translation>Пришла пачка</translation>
    </message>
    <message>
        <source>A card is spoiled</source>
        <translation>Карта испорчена</translation>
    </message>
    <message>
        <source>Count in the evening</source>
        <translation>Вечерний пересчёт</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Scan or type the first card of the pack: the lowest number.</source>
        <translation>Отсканируйте или наберите первую карту пачки: наименьший номер.</translation>
    </message>
    <message>
        <source>First card **** %1. Now the last card of the same pack.</source>
        <translation>Первая карта **** %1. Теперь последняя карта этой пачки.</translation>
    </message>
    <message>
        <source>Scan or type the card that nobody can have.</source>
        <translation>Отсканируйте или наберите карту, которую выдать нельзя.</translation>
    </message>
    <message>
        <source>How many blank cards lie there? Type the number and Enter.</source>
        <translation>Сколько чистых карт лежит? Наберите число и Enter.</translation>
    </message>
    <message>
        <source>This till has no packs yet: without one any blank card of the shop may be given out.</source>
        <translation>У этой кассы ещё нет пачек: пока их нет, выдают любую чистую карту магазина.</translation>
    </message>
    <message>
        <source>What must be left of each pack, and of how many.</source>
        <translation>Сколько должно остаться в каждой пачке и сколько было.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Получено</translation>
    </message>
    <message>
        <source>Given out</source>
        <translation>Выдано</translation>
    </message>
    <message>
        <source>Spoiled</source>
        <translation>Испорчено</translation>
    </message>
    <message>
        <source>Must be left</source>
        <translation>Должно остаться</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Пересчитано</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Расхождение</translation>
    </message>
</context>
<context>
    <name>PaymentView</name>
    <message>
        <source>Cash</source>
        <translation>Наличные</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>Банковская карта</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Чек</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Still to pay</source>
        <translation>Осталось оплатить</translation>
    </message>
    <message>
        <source>Rounded off</source>
        <translation>Округление</translation>
    </message>
    <message>
        <source>Certificate **** %1, today up to %2</source>
        <translation>Сертификат **** %1, сегодня до %2</translation>
    </message>
    <message>
        <source>Certificate **** %1, %2 will be lost</source>
        <translation>Сертификат **** %1, сгорит %2</translation>
    </message>
    <message>
        <source>Certificate **** %1, left %2</source>
        <translation>Сертификат **** %1, останется %2</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Сдача</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Отклонена</translation>
    </message>
    <message>
        <source>The terminal takes the money of a card; here it is only written down.</source>
        <translation>Деньги с карты снимает терминал; касса это только записывает.</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>К оплате</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Цифры</translation>
    </message>
    <message>
        <source>Cash from the customer; nothing typed means the exact amount</source>
        <translation>Наличные от покупателя; пустое поле — ровно по чеку</translation>
    </message>
    <message>
        <source>By bank card</source>
        <translation>Банковской картой</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>PersonFace</name>
    <message>
        <source>given</source>
        <translation>дано</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>не дано</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
    </message>
    <message>
        <source>I agree that the shop keeps my name, phone and purchases for its loyalty programme (required)</source>
        <translation>Согласен: магазин хранит моё имя, телефон и покупки для программы лояльности (обязательно)</translation>
    </message>
    <message>
        <source>I want to get advertising and offers in messages</source>
        <translation>Хочу получать рекламу и предложения в сообщениях</translation>
    </message>
    <message>
        <source>I want offers that are chosen by what I buy</source>
        <translation>Хочу предложения, подобранные по моим покупкам</translation>
    </message>
    <message>
        <source>The shop may pass my data on to its partners</source>
        <translation>Магазин может передать мои данные партнёрам</translation>
    </message>
    <message>
        <source>Your phone number</source>
        <translation>Ваш номер телефона</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>Please read and touch what you agree to</source>
        <translation>Прочитайте и коснитесь того, с чем согласны</translation>
    </message>
    <message>
        <source>Thank you! The cashier goes on.</source>
        <translation>Спасибо! Дальше оформит кассир.</translation>
    </message>
</context>
<context>
    <name>PinView</name>
    <message>
        <source>Till %1</source>
        <translation>Касса %1</translation>
    </message>
    <message>
        <source>Type your PIN</source>
        <translation>Введите PIN</translation>
    </message>
    <message>
        <source>The till is locked</source>
        <translation>Касса заблокирована</translation>
    </message>
    <message>
        <source>PIN of %1</source>
        <translation>PIN: %1</translation>
    </message>
    <message>
        <source>Approval by PIN</source>
        <translation>Подтверждение по PIN</translation>
    </message>
    <message>
        <source>Somebody who may %1 types the PIN</source>
        <translation>PIN того, кому можно %1</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Светлая тема</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Тёмная тема</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Высокий контраст</translation>
    </message>
    <message>
        <source>take goods back</source>
        <translation>оформлять возврат</translation>
    </message>
    <message>
        <source>undo a sale</source>
        <translation>аннулировать чек</translation>
    </message>
    <message>
        <source>sell at a typed price</source>
        <translation>продавать по введённой цене</translation>
    </message>
    <message>
        <source>look up customers</source>
        <translation>искать покупателей</translation>
    </message>
    <message>
        <source>open and close shifts</source>
        <translation>открывать и закрывать смену</translation>
    </message>
    <message>
        <source>put in and take out cash</source>
        <translation>вносить и изымать деньги</translation>
    </message>
    <message>
        <source>give out cards</source>
        <translation>выдавать карты</translation>
    </message>
    <message>
        <source>turn the till to training</source>
        <translation>включать учебный режим</translation>
    </message>
    <message>
        <source>do this</source>
        <translation>это делать</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Money back</source>
        <translation>Вернуть деньгами</translation>
    </message>
    <message>
        <source>Mark what comes back; the sums are shown here before anything happens.</source>
        <translation>Отметьте, что возвращают: суммы видны здесь заранее.</translation>
    </message>
    <message>
        <source>Kept for points already spent</source>
        <translation>Удержано за потраченные баллы</translation>
    </message>
    <message>
        <source>Points come back</source>
        <translation>Вернутся баллы</translation>
    </message>
    <message>
        <source>Earned points are taken back</source>
        <translation>Спишутся начисленные</translation>
    </message>
    <message>
        <source>in cash</source>
        <translation>наличными</translation>
    </message>
    <message>
        <source>to the bank card</source>
        <translation>на банковскую карту</translation>
    </message>
    <message>
        <source>to a certificate</source>
        <translation>на сертификат</translation>
    </message>
</context>
<context>
    <name>PrinterWords</name>
    <message>
        <source>The printer is ready.</source>
        <translation>Принтер готов.</translation>
    </message>
    <message>
        <source>The paper runs out soon.</source>
        <translation>Бумага скоро кончится.</translation>
    </message>
    <message>
        <source>Keep a new roll at hand; receipts go on printing.</source>
        <translation>Держите новый рулон под рукой; чеки печатаются.</translation>
    </message>
    <message>
        <source>The printer is out of paper.</source>
        <translation>В принтере кончилась бумага.</translation>
    </message>
    <message>
        <source>The cover of the printer is open.</source>
        <translation>Крышка принтера открыта.</translation>
    </message>
    <message>
        <source>Put paper in: the receipt prints by itself, do not print again.</source>
        <translation>Вставьте бумагу: чек напечатается сам, не печатайте второй раз.</translation>
    </message>
    <message>
        <source>Close it: the receipt prints by itself, do not print again.</source>
        <translation>Закройте её: чек напечатается сам, не печатайте второй раз.</translation>
    </message>
    <message>
        <source>The printer is switched off or not connected.</source>
        <translation>Принтер выключен или не подключён.</translation>
    </message>
    <message>
        <source>Switch it on, look at the cable, then F5. Sales go on without it.</source>
        <translation>Включите его, проверьте кабель, затем F5. Продавать можно и без него.</translation>
    </message>
    <message>
        <source>The printer does not say how it is.</source>
        <translation>Принтер не сообщает о себе.</translation>
    </message>
    <message>
        <source>Print a trial slip (F4) and look at the paper.</source>
        <translation>Напечатайте пробный чек (F4) и посмотрите на бумагу.</translation>
    </message>
    <message>
        <source>waits for the printer</source>
        <translation>ждёт принтера</translation>
    </message>
    <message>
        <source>look at the paper: Ctrl+1 or Ctrl+2</source>
        <translation>посмотрите на бумагу: Ctrl+1 или Ctrl+2</translation>
    </message>
    <message>
        <source>is being printed</source>
        <translation>печатается</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>копия</translation>
    </message>
    <message>
        <source>Why is it not printed?</source>
        <translation>Почему не печатать?</translation>
    </message>
    <message>
        <source>It is written down. The sale stays; a copy can be printed later.</source>
        <translation>Это записывается. Продажа остаётся, копию можно напечатать позже.</translation>
    </message>
    <message>
        <source>Why is the drawer opened?</source>
        <translation>Зачем открыть ящик?</translation>
    </message>
    <message>
        <source>It is written down with your name.</source>
        <translation>Это записывается с вашим именем.</translation>
    </message>
    <message>
        <source>Which line reads right?</source>
        <translation>Какая строка читается верно?</translation>
    </message>
    <message>
        <source>Press its number. None does: set the printer to Cyrillic by its manual, then F6.</source>
        <translation>Нажмите её номер. Ни одна: включите кириллицу по инструкции принтера, затем F6.</translation>
    </message>
    <message>
        <source>This printer</source>
        <translation>Этот принтер</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Строка %1</translation>
    </message>
    <message>
        <source>Letters: as this kind of printer has them</source>
        <translation>Буквы: как у принтеров этого вида</translation>
    </message>
    <message>
        <source>Letters: line %1 of the slip</source>
        <translation>Буквы: строка %1 пробы</translation>
    </message>
    <message>
        <source>Customer&apos;s display: shown</source>
        <translation>Экран покупателя: включён</translation>
    </message>
    <message>
        <source>Customer&apos;s display: hidden</source>
        <translation>Экран покупателя: выключен</translation>
    </message>
    <message>
        <source>Paper: %1 mm</source>
        <translation>Бумага: %1 мм</translation>
    </message>
    <message>
        <source>Knife: cuts by itself</source>
        <translation>Нож: режет сам</translation>
    </message>
    <message>
        <source>Knife: none, tear off</source>
        <translation>Ножа нет, отрывать</translation>
    </message>
    <message>
        <source>QR: the printer draws</source>
        <translation>QR рисует принтер</translation>
    </message>
    <message>
        <source>QR: sent as a picture</source>
        <translation>QR печатать картинкой</translation>
    </message>
    <message>
        <source>Drawer: pin %1</source>
        <translation>Ящик: контакт %1</translation>
    </message>
    <message>
        <source>The customer does not need it</source>
        <translation>Покупателю не нужен</translation>
    </message>
    <message>
        <source>Given on another paper</source>
        <translation>Выдан на другой бумаге</translation>
    </message>
    <message>
        <source>It was a trial</source>
        <translation>Это была проба</translation>
    </message>
    <message>
        <source>To change a note</source>
        <translation>Разменять деньги</translation>
    </message>
    <message>
        <source>To count the money</source>
        <translation>Пересчитать деньги</translation>
    </message>
    <message>
        <source>Wrong change was given</source>
        <translation>Неверно дали сдачу</translation>
    </message>
</context>
<context>
    <name>PrintersView</name>
    <message>
        <source>Not printed yet</source>
        <translation>Ещё не напечатано</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>Ничего не ждёт.</translation>
    </message>
    <message>
        <source>Printer and drawer</source>
        <translation>Принтер и ящик</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Trial slip</source>
        <translation>Пробный чек</translation>
    </message>
    <message>
        <source>Print now</source>
        <translation>Печатать сейчас</translation>
    </message>
    <message>
        <source>Find the letters</source>
        <translation>Подобрать буквы</translation>
    </message>
    <message>
        <source>Do not print</source>
        <translation>Не печатать</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>Открыть ящик</translation>
    </message>
</context>
<context>
    <name>PrintingNotes</name>
    <message>
        <source>The drawer is opened; it is written down.</source>
        <translation>Ящик открыт; это записано.</translation>
    </message>
    <message>
        <source>It is not printed any more.</source>
        <translation>Больше не печатается.</translation>
    </message>
    <message>
        <source>Ctrl+P prints a copy of the last receipt.</source>
        <translation>Ctrl+P печатает копию последнего чека.</translation>
    </message>
    <message>
        <source>It is on its way to the paper already.</source>
        <translation>Он уже печатается.</translation>
    </message>
    <message>
        <source>Take it from the printer.</source>
        <translation>Возьмите его из принтера.</translation>
    </message>
    <message>
        <source>Line %number is kept.</source>
        <translation>Строка %number запомнена.</translation>
    </message>
    <message>
        <source>Print a trial slip (F4) and read it.</source>
        <translation>Напечатайте пробный чек (F4) и прочитайте его.</translation>
    </message>
    <message>
        <source>A trial slip is being printed.</source>
        <translation>Печатается пробный чек.</translation>
    </message>
    <message>
        <source>Both lines must read right, nothing be cut off, both codes be scannable.</source>
        <translation>Обе строки читаются, ничего не обрезано, оба кода сканируются.</translation>
    </message>
</context>
<context>
    <name>ReturnView</name>
    <message>
        <source>Scan the goods that come back.</source>
        <translation>Отсканируйте товары, которые возвращают.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ничего</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Всё</translation>
    </message>
    <message>
        <source>Undo the sale</source>
        <translation>Аннулировать</translation>
    </message>
    <message>
        <source>Attach card</source>
        <translation>Карта к чеку</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Обмен</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>Без чека</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Goods come back</source>
        <translation>Возврат товара</translation>
    </message>
    <message>
        <source>Without a receipt</source>
        <translation>Возврат без чека</translation>
    </message>
    <message>
        <source>Scan goods, or their quantity</source>
        <translation>Товар или его количество</translation>
    </message>
    <message>
        <source>Code, number, day, sum or card</source>
        <translation>Код, номер, день, сумма, карта</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>Receipt %1 of %2</source>
        <translation>Чек %1 от %2</translation>
    </message>
    <message>
        <source>Sum of the goods that come back</source>
        <translation>Сумма возвращаемых товаров</translation>
    </message>
    <message>
        <source>Quantity of the marked line</source>
        <translation>Количество в отмеченной строке</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Nothing was sold at this till yet.</source>
        <translation>На этой кассе ещё ничего не продано.</translation>
    </message>
</context>
<context>
    <name>ReturnWords</name>
    <message>
        <source>Scan the goods. They come back at today&apos;s price without a card, in cash, without points; a manager approves it.</source>
        <translation>Отсканируйте товары. Возврат по сегодняшней цене без карты, наличными, без баллов; подтверждает управляющий.</translation>
    </message>
    <message>
        <source>These receipts fit: arrows and Enter.</source>
        <translation>Подходят эти чеки: стрелки и Enter.</translation>
    </message>
    <message>
        <source>Scan the receipt or the customer&apos;s card, type its number, its day or its sum (15.11 980,00), or choose: arrows and Enter.</source>
        <translation>Отсканируйте чек или карту покупателя, введите номер, день или сумму (15.11 980,00) или выберите: стрелки и Enter.</translation>
    </message>
    <message>
        <source>Everything on this receipt has come back already.</source>
        <translation>По этому чеку уже возвращено всё.</translation>
    </message>
    <message>
        <source>This sale was undone.</source>
        <translation>Этот чек аннулирован.</translation>
    </message>
    <message>
        <source>Enter takes the marked line in or out; type a quantity for a part of it.</source>
        <translation>Enter отмечает строку или снимает отметку; для части введите количество.</translation>
    </message>
    <message>
        <source>Another till&apos;s long receipt: its goods are not listed in the code. Type the sum that the receipt names for what comes back; a manager approves it.</source>
        <translation>Длинный чек другой кассы: товаров в коде нет. Введите сумму, которая стоит в чеке за возвращаемое; подтверждает управляющий.</translation>
    </message>
    <message>
        <source>Another till&apos;s receipt; the centre knows it.</source>
        <translation>Чек другой кассы; центр его знает.</translation>
    </message>
    <message>
        <source>Another till&apos;s receipt, by its own signature, without the centre.</source>
        <translation>Чек другой кассы: по его подписи, без центра.</translation>
    </message>
    <message>
        <source>Another till&apos;s receipt that cannot be checked here: a manager approves it.</source>
        <translation>Чек другой кассы, который здесь не проверить: подтверждает управляющий.</translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation>Чек %1</translation>
    </message>
    <message>
        <source>returned in part</source>
        <translation>возвращено частично</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>возвращено</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>отменено</translation>
    </message>
    <message>
        <source>sold %1 at %2, may come back: %3</source>
        <translation>продано %1 по %2, можно вернуть: %3</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>не возвращают</translation>
    </message>
    <message>
        <source>comes back: %1</source>
        <translation>вернуть: %1</translation>
    </message>
    <message>
        <source>%1 to the certificate</source>
        <translation>%1 на сертификат</translation>
    </message>
    <message>
        <source>goods for %1, may come back: %2</source>
        <translation>товары на %1, можно вернуть: %2</translation>
    </message>
    <message>
        <source>Goods of the receipt, by their sum</source>
        <translation>Товары по чеку, на сумму</translation>
    </message>
</context>
<context>
    <name>SaleFace</name>
    <message>
        <source>Hello, %1</source>
        <translation>Здравствуйте, %1</translation>
    </message>
    <message>
        <source>and %1 above</source>
        <translation>и ещё %1 выше</translation>
    </message>
    <message>
        <source>You save</source>
        <translation>Ваша скидка</translation>
    </message>
    <message>
        <source>Paid with points</source>
        <translation>Баллами</translation>
    </message>
    <message>
        <source>You will get %1</source>
        <translation>Вы получите %1</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>К оплате</translation>
    </message>
</context>
<context>
    <name>SaleView</name>
    <message>
        <source>Card, QR, goods: scan, or type a name or phone</source>
        <translation>Карта, QR, товар, телефон или название</translation>
    </message>
    <message>
        <source>Scan line</source>
        <translation>Строка сканирования</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Покупатель</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>Новая карта</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Количество</translation>
    </message>
    <message>
        <source>Pay with points</source>
        <translation>Списать баллы</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Товары</translation>
    </message>
    <message>
        <source>Ask a price</source>
        <translation>Узнать цену</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Купон</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Отложить</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Баланс</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Меню</translation>
    </message>
    <message>
        <source>Card, notes</source>
        <translation>Карта, купюры</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>Оплатить</translation>
    </message>
    <message>
        <source>Bring back (%1)</source>
        <translation>Вернуть (%1)</translation>
    </message>
    <message>
        <source>Too young</source>
        <translation>Младше</translation>
    </message>
    <message>
        <source>Old enough</source>
        <translation>Возраст есть</translation>
    </message>
    <message>
        <source>Scan, or type a name or phone</source>
        <translation>Скан, название или телефон</translation>
    </message>
    <message>
        <source>Keep the points</source>
        <translation>Не списывать баллы</translation>
    </message>
    <message>
        <source>Pay with %1</source>
        <translation>Списать %1</translation>
    </message>
</context>
<context>
    <name>ScannersView</name>
    <message>
        <source>Kept: %1</source>
        <translation>Запомнены: %1</translation>
    </message>
    <message>
        <source>None was kept yet.</source>
        <translation>Пока ни один не запомнен.</translation>
    </message>
    <message>
        <source>What arrived, newest first</source>
        <translation>Что пришло, новое сверху</translation>
    </message>
    <message>
        <source>Nothing arrived yet</source>
        <translation>Пока ничего не пришло</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Сканеры</translation>
    </message>
    <message>
        <source>Scan the bars with the scanner, then the square; a scanner that reads bars only: the bars.</source>
        <translation>Отсканируйте полоски, затем квадрат; сканер без двумерных кодов — только полоски.</translation>
    </message>
    <message>
        <source>Nothing is sold here, whatever is scanned. A scanner on an old port without USB is named with --scanner when the till is started.</source>
        <translation>Здесь ничего не продаётся, что ни сканируй. Сканер на старом порту без USB называют при запуске кассы: --scanner.</translation>
    </message>
    <message>
        <source>Keep this scanner</source>
        <translation>Запомнить сканер</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Начать заново</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>Забыть все</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Caps Lock is on, so letters arrive turned.</source>
        <translation>Включён Caps Lock: буквы приходят в другом регистре.</translation>
    </message>
    <message>
        <source>This was not one of the two codes, or it arrived changed.</source>
        <translation>Это не один из двух кодов, или он пришёл искажённым.</translation>
    </message>
    <message>
        <source>Waiting for a scan</source>
        <translation>Ждём сканирования</translation>
    </message>
    <message>
        <source>Recognised: %1</source>
        <translation>Узнан: %1</translation>
    </message>
    <message>
        <source>Switch it off and scan again.</source>
        <translation>Выключите его и отсканируйте ещё раз.</translation>
    </message>
    <message>
        <source>Scan again. If it stays so, set the scanner to a US keyboard by its manual.</source>
        <translation>Отсканируйте ещё раз. Если не помогло, по инструкции сканера включите в нём клавиатуру США.</translation>
    </message>
    <message>
        <source>Now the square. If it cannot be read, F12 keeps the scanner for bars alone.</source>
        <translation>Теперь квадрат. Если он не читается, F12 запомнит сканер только для полосок.</translation>
    </message>
    <message>
        <source>F12 keeps it.</source>
        <translation>F12 — запомнить.</translation>
    </message>
    <message>
        <source>Now the bars, then F12.</source>
        <translation>Теперь полоски, затем F12.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Keyboard of the scanner</source>
        <translation>Клавиатура сканера</translation>
    </message>
    <message>
        <source>Longest pause inside a code</source>
        <translation>Самая долгая пауза внутри кода</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 мс</translation>
    </message>
    <message>
        <source>Ends a code with</source>
        <translation>Код завершает</translation>
    </message>
    <message>
        <source>Sends before a code</source>
        <translation>Перед кодом шлёт</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>ничего</translation>
    </message>
    <message>
        <source>Says what kind of code it is</source>
        <translation>Сообщает вид кода</translation>
    </message>
    <message>
        <source>Reads square codes</source>
        <translation>Читает квадратные коды</translation>
    </message>
    <message>
        <source>types like a keyboard</source>
        <translation>печатает как клавиатура</translation>
    </message>
    <message>
        <source>USB HID (%1)</source>
        <translation>USB HID (%1)</translation>
    </message>
    <message>
        <source>US, under any layout</source>
        <translation>США, при любой раскладке</translation>
    </message>
    <message>
        <source>as this computer&apos;s</source>
        <translation>как у этого компьютера</translation>
    </message>
    <message>
        <source>French</source>
        <translation>французская</translation>
    </message>
    <message>
        <source>German</source>
        <translation>немецкая</translation>
    </message>
</context>
<context>
    <name>ShiftView</name>
    <message>
        <source>Open the shift</source>
        <translation>Открыть смену</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X-отчёт</translation>
    </message>
    <message>
        <source>Cash in</source>
        <translation>Внесение</translation>
    </message>
    <message>
        <source>Cash out</source>
        <translation>Изъятие</translation>
    </message>
    <message>
        <source>Close the shift (Z)</source>
        <translation>Закрыть смену (Z)</translation>
    </message>
    <message>
        <source>Open the next shift</source>
        <translation>Открыть новую смену</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Count by notes and coins</source>
        <translation>Считать по купюрам</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Расхождения нет</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Недостача</translation>
    </message>
    <message>
        <source>Too much</source>
        <translation>Излишек</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Пересчитано</translation>
    </message>
    <message>
        <source>In the drawer</source>
        <translation>В ящике</translation>
    </message>
    <message>
        <source>Must be in the drawer</source>
        <translation>Должно быть в ящике</translation>
    </message>
</context>
<context>
    <name>ShiftWords</name>
    <message>
        <source>Open a shift</source>
        <translation>Открытие смены</translation>
    </message>
    <message>
        <source>Shift %1 is closed</source>
        <translation>Смена %1 закрыта</translation>
    </message>
    <message>
        <source>Shift %1</source>
        <translation>Смена %1</translation>
    </message>
    <message>
        <source>How much change lies in the drawer? Nothing typed means none.</source>
        <translation>Сколько размена в ящике? Пустое поле — нисколько.</translation>
    </message>
    <message>
        <source>How much is put in?</source>
        <translation>Сколько вносится?</translation>
    </message>
    <message>
        <source>How much is taken out?</source>
        <translation>Сколько изымается?</translation>
    </message>
    <message>
        <source>%1: why?</source>
        <translation>%1: причина?</translation>
    </message>
    <message>
        <source>Count the drawer and type the sum: the shift closes with it.</source>
        <translation>Пересчитайте ящик и введите сумму: с ней смена закроется.</translation>
    </message>
    <message>
        <source>How many of %1? Nothing typed means none. So far: %2</source>
        <translation>Сколько штук по %1? Нет ни одной — Enter. Насчитано: %2</translation>
    </message>
    <message>
        <source>Choose on the left what to do.</source>
        <translation>Выберите действие слева.</translation>
    </message>
    <message>
        <source>a receipt on the counter</source>
        <translation>открытый чек</translation>
    </message>
    <message>
        <source>receipts set aside: %1</source>
        <translation>отложено чеков: %1</translation>
    </message>
    <message>
        <source>papers not printed: %1</source>
        <translation>не напечатано: %1</translation>
    </message>
    <message>
        <source>sales that wait for the other till: %1</source>
        <translation>ждут другой кассы: %1</translation>
    </message>
    <message>
        <source>not at the centre yet: %1</source>
        <translation>не переданы в центр: %1</translation>
    </message>
    <message>
        <source>Not finished: %1</source>
        <translation>Не закончено: %1</translation>
    </message>
    <message>
        <source>Sales, %1</source>
        <translation>Продажи, %1</translation>
    </message>
    <message>
        <source>Returns, %1</source>
        <translation>Возвраты, %1</translation>
    </message>
    <message>
        <source>Undone, %1</source>
        <translation>Аннулировано, %1</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Наличные</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>Банковская карта</translation>
    </message>
    <message>
        <source>Discounts given</source>
        <translation>Скидки</translation>
    </message>
    <message>
        <source>Points earned</source>
        <translation>Начислено баллов</translation>
    </message>
    <message>
        <source>Points used</source>
        <translation>Списано баллов</translation>
    </message>
    <message>
        <source>Change at the start</source>
        <translation>Размен в начале</translation>
    </message>
    <message>
        <source>Put in and taken out</source>
        <translation>Внесено и изъято</translation>
    </message>
    <message>
        <source>Paid by certificates</source>
        <translation>Оплачено сертификатами</translation>
    </message>
    <message>
        <source>Certificates sold, no turnover</source>
        <translation>Продано сертификатов, не выручка</translation>
    </message>
    <message>
        <source>Drawer opened without a sale, times: %1. Last: %2</source>
        <translation>Ящик открыт без продажи, раз: %1. Последние: %2</translation>
    </message>
</context>
<context>
    <name>StandingBar</name>
    <message>
        <source>Print a copy</source>
        <translation>Печать копии</translation>
    </message>
    <message>
        <source>It is there</source>
        <translation>Он есть</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Понятно</translation>
    </message>
</context>
<context>
    <name>StatementView</name>
    <message>
        <source>Whose points?</source>
        <translation>Чьи баллы?</translation>
    </message>
    <message>
        <source>Card or full phone</source>
        <translation>Карта или телефон целиком</translation>
    </message>
    <message>
        <source>Search line</source>
        <translation>Строка поиска</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Спросить ещё</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Печать</translation>
    </message>
    <message>
        <source>A5 page</source>
        <translation>Лист А5</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Новее</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Старше</translation>
    </message>
    <message>
        <source>and %1 more on the A5 page</source>
        <translation>и ещё %1 — на листе А5</translation>
    </message>
</context>
<context>
    <name>StatusView</name>
    <message>
        <source>Queue and devices</source>
        <translation>Очередь и устройства</translation>
    </message>
    <message>
        <source>Ask the centre now</source>
        <translation>Связаться с центром</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Сканеры</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Принтер</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Ящик</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Экран</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Показатели</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Что делать</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>подключение…</translation>
    </message>
    <message>
        <source>online</source>
        <translation>есть</translation>
    </message>
    <message>
        <source>offline; the till goes on selling</source>
        <translation>нет; касса продолжает продавать</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>пуста</translation>
    </message>
    <message>
        <source>Connection with the centre</source>
        <translation>Связь с центром</translation>
    </message>
    <message>
        <source>Queue to the centre</source>
        <translation>Очередь в центр</translation>
    </message>
    <message>
        <source>Oldest in the queue</source>
        <translation>Самая ранняя в очереди</translation>
    </message>
    <message>
        <source>Last answer of the centre</source>
        <translation>Последний ответ центра</translation>
    </message>
    <message>
        <source>Points without the centre</source>
        <translation>Баллы без связи с центром</translation>
    </message>
    <message>
        <source>Clock of this machine</source>
        <translation>Часы этого компьютера</translation>
    </message>
    <message>
        <source>Recorded here, on this disk</source>
        <translation>Записано здесь, на этом диске</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Принтер чеков</translation>
    </message>
    <message>
        <source>Cash drawer</source>
        <translation>Денежный ящик</translation>
    </message>
    <message>
        <source>Papers not printed</source>
        <translation>Не напечатано документов</translation>
    </message>
    <message>
        <source>Customer&apos;s display</source>
        <translation>Экран покупателя</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>показан</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>не показан</translation>
    </message>
    <message>
        <source>Keys of this till</source>
        <translation>Ключи этой кассы</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>Программа</translation>
    </message>
    <message>
        <source>none until the centre has allowed them</source>
        <translation>нет, пока центр не разрешит</translation>
    </message>
    <message>
        <source>%1 of %2 left, allowed %3 ago</source>
        <translation>осталось %1, всего %2; разрешено %3 назад</translation>
    </message>
    <message>
        <source>kept by the system for this user alone</source>
        <translation>хранит система, только для этого пользователя</translation>
    </message>
    <message>
        <source>kept by this machine</source>
        <translation>хранит этот компьютер</translation>
    </message>
    <message>
        <source>in a file that only this user may read</source>
        <translation>в файле, который читает только этот пользователь</translation>
    </message>
    <message>
        <source>full: sales, returns and shifts only</source>
        <translation>заполнен: только продажи, возвраты и смены</translation>
    </message>
    <message>
        <source>%1 GB free</source>
        <translation>свободно %1 ГБ</translation>
    </message>
    <message>
        <source>no copy</source>
        <translation>копии нет</translation>
    </message>
    <message>
        <source>copy: the other medium cannot be written</source>
        <translation>копия: второй носитель недоступен</translation>
    </message>
    <message>
        <source>copy complete</source>
        <translation>копия полная</translation>
    </message>
    <message>
        <source>copy %1 behind</source>
        <translation>копия отстаёт: %1</translation>
    </message>
    <message>
        <source>in doubt until the centre answers: set it right</source>
        <translation>под сомнением, пока не ответит центр: поправьте их</translation>
    </message>
    <message>
        <source>right</source>
        <translation>верны</translation>
    </message>
    <message>
        <source>%1 min slow</source>
        <translation>отстают на %1 мин</translation>
    </message>
    <message>
        <source>%1 min fast</source>
        <translation>спешат на %1 мин</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>готов</translation>
    </message>
    <message>
        <source>paper runs out soon</source>
        <translation>бумага скоро кончится</translation>
    </message>
    <message>
        <source>no paper: put in a new roll, the receipt is printed by itself</source>
        <translation>нет бумаги: вставьте рулон, чек допечатается сам</translation>
    </message>
    <message>
        <source>the cover is open</source>
        <translation>открыта крышка</translation>
    </message>
    <message>
        <source>switched off or not connected</source>
        <translation>выключен или не подключён</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>Upkeep</source>
        <translation>Обслуживание</translation>
    </message>
    <message>
        <source>Scanners (serial, HID)</source>
        <translation>Сканеры (порт, HID)</translation>
    </message>
    <message>
        <source>Newest backup of the centre</source>
        <translation>Последняя копия центра</translation>
    </message>
    <message>
        <source>This till, version of the program</source>
        <translation>Эта касса, версия программы</translation>
    </message>
    <message>
        <source>not reached: the printer does not answer</source>
        <translation>недоступен: принтер не отвечает</translation>
    </message>
    <message>
        <source>opens through the printer</source>
        <translation>открывается через принтер</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>отключён</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
</context>
<context>
    <name>ThanksFace</name>
    <message>
        <source>Thank you!</source>
        <translation>Спасибо!</translation>
    </message>
    <message>
        <source>Your change: %1</source>
        <translation>Ваша сдача: %1</translation>
    </message>
    <message>
        <source>You got %1</source>
        <translation>Вы получили %1</translation>
    </message>
    <message>
        <source>Now you have %1</source>
        <translation>Теперь у вас %1</translation>
    </message>
</context>
<context>
    <name>TillWindow</name>
    <message>
        <source>Till</source>
        <translation>Касса</translation>
    </message>
</context>
<context>
    <name>TotalsPanel</name>
    <message>
        <source>Goods total</source>
        <translation>Сумма</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Сертификат</translation>
    </message>
    <message>
        <source>Will be earned</source>
        <translation>Будет начислено</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>К оплате</translation>
    </message>
    <message>
        <source>Other discounts</source>
        <translation>Другие скидки</translation>
    </message>
    <message>
        <source>Card discount %1</source>
        <translation>Скидка по карте %1</translation>
    </message>
    <message>
        <source>Card discount</source>
        <translation>Скидка по карте</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>Округление</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Купон</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Скидка</translation>
    </message>
    <message>
        <source>Paying with points</source>
        <translation>Списание баллов</translation>
    </message>
    <message>
        <source>asking the centre…</source>
        <translation>спрашиваем центр…</translation>
    </message>
    <message>
        <source>Paid with %1; asking the centre…</source>
        <translation>Списано %1; спрашиваем центр…</translation>
    </message>
    <message>
        <source>Paid with %1, without the centre</source>
        <translation>Списано %1, без центра</translation>
    </message>
    <message>
        <source>Paid with %1</source>
        <translation>Списано %1</translation>
    </message>
</context>
<context>
    <name>TourWords</name>
    <message>
        <source>The tour stopped here: this was not as it must be.</source>
        <translation>Показ остановлен: здесь вышло не так, как должно быть.</translation>
    </message>
    <message>
        <source>Space goes on · Esc ends</source>
        <translation>Пробел — дальше · Esc — конец</translation>
    </message>
    <message>
        <source>Space pauses · Esc ends</source>
        <translation>Пробел — пауза · Esc — конец</translation>
    </message>
    <message>
        <source>A second till starts beside this one. Vera, a customer, has 600 points.</source>
        <translation>Рядом включается вторая касса. У покупательницы Веры 600 баллов.</translation>
    </message>
    <message>
        <source>With a line: Vera pays 200 points. The centre holds them first, so nobody can spend them twice.</source>
        <translation>Связь есть: Вера платит 200 баллами. Центр сначала держит их, и дважды их никто не потратит.</translation>
    </message>
    <message>
        <source>Before anything happens the manager knows the most that it can cost.</source>
        <translation>Ещё ничего не случилось, а управляющий знает, во что это обойдётся самое большее.</translation>
    </message>
    <message>
        <source>The plug is pulled: both tills are alone now.</source>
        <translation>Кабель выдернут: теперь обе кассы одни.</translation>
    </message>
    <message>
        <source>Vera again: “today up to %1 points, the rest is safe”. The sale goes on.</source>
        <translation>Снова Вера: «сегодня до %1 баллов, остальное в сохранности». Продажа идёт.</translation>
    </message>
    <message>
        <source>Vera goes to the second till, which knows nothing of it: %1 points there too.</source>
        <translation>Вера идёт ко второй кассе, та об этом не знает: и там %1 баллов.</translation>
    </message>
    <message>
        <source>What this till takes by itself is counted: its right gets smaller.</source>
        <translation>Что касса списала сама, посчитано: списать без центра она теперь может меньше.</translation>
    </message>
    <message>
        <source>Power cut: the second till dies in the middle of a receipt.</source>
        <translation>Свет погас: вторая касса умирает посреди чека.</translation>
    </message>
    <message>
        <source>The power is back: so is the receipt, and nothing that was sold is lost.</source>
        <translation>Свет дали: чек на месте, ничего из проданного не пропало.</translation>
    </message>
    <message>
        <source>The plug is in: the queues empty by themselves, each sale counts once.</source>
        <translation>Кабель на месте: очереди уходят сами, каждая продажа один раз.</translation>
    </message>
    <message>
        <source>The books of both tills and of the centre are equal: %1 events.</source>
        <translation>Записи обеих касс и центра сошлись: событий %1.</translation>
    </message>
    <message>
        <source>More was spent than there was: Vera owes %1 points, less than the manager knew.</source>
        <translation>Потрачено больше, чем было: Вера должна %1 баллов, меньше, чем предвидел управляющий.</translation>
    </message>
    <message>
        <source>Vera brings the goods back: the points that come back repay the debt first.</source>
        <translation>Вера возвращает товар: вернувшиеся баллы сначала гасят долг.</translation>
    </message>
    <message>
        <source>“Where did my points go?” One page answers: shop, receipt, reason, and what is left.</source>
        <translation>«Куда делись мои баллы?» Отвечает одна страница: магазин, чек, причина и остаток.</translation>
    </message>
    <message>
        <source>That was it: no sale refused, nothing lost, and the risk was known beforehand.</source>
        <translation>Вот и всё: ни одной сорванной продажи, ничего не потеряно, риск был известен заранее.</translation>
    </message>
</context>
<context>
    <name>TrainingBand</name>
    <message>
        <source>TRAINING: nothing here is real</source>
        <translation>УЧЕБНЫЙ РЕЖИМ: здесь всё ненастоящее</translation>
    </message>
</context>
<context>
    <name>UpkeepView</name>
    <message>
        <source>Upkeep of this till</source>
        <translation>Обслуживание кассы</translation>
    </message>
    <message>
        <source>Ask the centre now</source>
        <translation>Связаться с центром</translation>
    </message>
    <message>
        <source>File for support</source>
        <translation>Файл для поддержки</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Сканеры</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Принтер</translation>
    </message>
    <message>
        <source>Back a page</source>
        <translation>Назад на страницу</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Следующая страница</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Таблицей</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Очередь</translation>
    </message>
    <message>
        <source>Data here</source>
        <translation>Данные здесь</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>Отложено</translation>
    </message>
</context>
<context>
    <name>UpkeepWords</name>
    <message>
        <source>Being read…</source>
        <translation>Читаем…</translation>
    </message>
    <message>
        <source>Nothing waits: the centre has everything.</source>
        <translation>Ничего не ждёт: у центра есть всё.</translation>
    </message>
    <message>
        <source>The log is empty.</source>
        <translation>Журнал пуст.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>online</source>
        <translation>на связи</translation>
    </message>
    <message>
        <source>offline; the till goes on selling</source>
        <translation>без связи; касса продаёт</translation>
    </message>
    <message>
        <source>last answer %1</source>
        <translation>последний ответ %1</translation>
    </message>
    <message>
        <source>kept by the system for this user alone</source>
        <translation>хранит система, только для этого пользователя</translation>
    </message>
    <message>
        <source>kept by this machine</source>
        <translation>хранит этот компьютер</translation>
    </message>
    <message>
        <source>in a file that only this user may read</source>
        <translation>в файле, который читает только этот пользователь</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Касса</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Магазин</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Центр</translation>
    </message>
    <message>
        <source>Life of the journal</source>
        <translation>Поколение журнала</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Ключи</translation>
    </message>
    <message>
        <source>Receipts are signed</source>
        <translation>Чеки подписаны</translation>
    </message>
    <message>
        <source>The centre is being asked…</source>
        <translation>Спрашиваем центр…</translation>
    </message>
    <message>
        <source>Not known: F1 asks the centre again.</source>
        <translation>Неизвестно: F1 — спросить центр ещё раз.</translation>
    </message>
    <message>
        <source>Nothing is set aside at the centre: every event is in its books.</source>
        <translation>В центре ничего не отложено: все события учтены.</translation>
    </message>
    <message>
        <source>%1, %2 bytes</source>
        <translation>%1, %2 байт</translation>
    </message>
    <message>
        <source>sale</source>
        <translation>продажа</translation>
    </message>
    <message>
        <source>return</source>
        <translation>возврат</translation>
    </message>
    <message>
        <source>sale undone</source>
        <translation>чек аннулирован</translation>
    </message>
    <message>
        <source>card given out</source>
        <translation>карта выдана</translation>
    </message>
    <message>
        <source>shift opened</source>
        <translation>смена открыта</translation>
    </message>
    <message>
        <source>shift closed</source>
        <translation>смена закрыта</translation>
    </message>
    <message>
        <source>cash moved</source>
        <translation>наличные</translation>
    </message>
    <message>
        <source>audit line</source>
        <translation>строка аудита</translation>
    </message>
    <message>
        <source>Changes of the centre</source>
        <translation>Изменения от центра</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Товары</translation>
    </message>
    <message>
        <source>Barcodes</source>
        <translation>Штрихкоды</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Счета</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Карты</translation>
    </message>
    <message>
        <source>Phones, as keyed hashes</source>
        <translation>Телефоны, в виде хешей</translation>
    </message>
    <message>
        <source>Certificates and coupons</source>
        <translation>Сертификаты и купоны</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>Сотрудники</translation>
    </message>
    <message>
        <source>Settings of the shop</source>
        <translation>Настройки магазина</translation>
    </message>
    <message>
        <source>Programme, signed</source>
        <translation>Программа, подписана</translation>
    </message>
    <message>
        <source>File of the centre&apos;s data</source>
        <translation>Файл данных центра</translation>
    </message>
    <message>
        <source>This till&apos;s journal</source>
        <translation>Журнал этой кассы</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>версия %1</translation>
    </message>
    <message>
        <source>policy of the owner</source>
        <translation>политика владельца</translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>этот компьютер</translation>
    </message>
    <message>
        <source>chosen at the window</source>
        <translation>выбрано в окне</translation>
    </message>
    <message>
        <source>default</source>
        <translation>по умолчанию</translation>
    </message>
</context>
<context>
    <name>WholeRows</name>
    <message>
        <source>%1 more below</source>
        <translation>Ниже ещё %1</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>Back to the sums</source>
        <translation>К итогам</translation>
    </message>
    <message>
        <source>No discount acts on this line.</source>
        <translation>На эту строку скидки не действуют.</translation>
    </message>
    <message>
        <source>Paid with points: %1</source>
        <translation>Оплачено баллами: %1</translation>
    </message>
    <message>
        <source>To pay for this line</source>
        <translation>К оплате за строку</translation>
    </message>
    <message>
        <source>Will be earned: %1</source>
        <translation>Будет начислено: %1</translation>
    </message>
    <message>
        <source>Offers that did not act</source>
        <translation>Не сработали</translation>
    </message>
    <message>
        <source>Act on other goods of the receipt: %1</source>
        <translation>Действуют на другие товары чека: %1</translation>
    </message>
    <message>
        <source>No goods of theirs are here: %1</source>
        <translation>Их товаров в чеке нет: %1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>«%1»</translation>
    </message>
</context>
</TS>
