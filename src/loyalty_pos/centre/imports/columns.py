"""What shops call their columns, in Russian and English, and what we call them; nothing else."""

from typing import Final

_SYNONYMS: Final[dict[str, str]] = {
    "id": "код,код товара,артикул,sku,code,id,article,табельный номер,код сотрудника",
    "name": "наименование,название,товар,name,title,фио,имя,сотрудник,клиент,держатель,владелец",
    "name_en": "name en,english name",
    "page_en": "page en,english page",
    "price": "цена,розничная цена,price,retail price",
    "barcode": "штрихкод,штрих код,штрихкоды,barcode,barcodes,ean,ean13,шк",
    "category": "категория,группа,category,group,раздел",
    "brand": "бренд,марка,brand,торговая марка",
    "unit": "единица,ед,ед изм,единица измерения,unit",
    "vat": "ндс,ставка ндс,vat,tax,налог",
    "min_price": "минимальная цена,мин цена,мрц,min price,minimum price,floor price",
    "cost": "себестоимость,закупочная цена,cost",
    "fixed_price": "фиксированная цена,fixed price",
    "no_discount": "без скидки,без скидок,no discount",
    "no_earn": "без начисления,не начислять,no earn",
    "no_redeem": "без списания,не списывать,no redeem",
    "age": "возраст,возраст от,age",
    "page": "страница,страница клавиш,page,quick page",
    "position": "позиция,место,position",
    "role": "роль,должность,role",
    "pin": "пин,пин код,pin,pin code,пароль",
    "card": "карта,номер карты,код карты,дисконтная карта,card,card number,number",
    "phone": "телефон,номер телефона,мобильный,phone,mobile",
    "birthday": "дата рождения,день рождения,birthday,date of birth",
    "discount": "скидка,процент скидки,процент,discount,discount percent",
    "tier": "уровень,статус карты,категория клиента,tier,level",
    "state": "состояние,статус,активна,активность,state,status,active",
    "points": "баллы,бонусы,баланс,остаток баллов,points,balance,bonus",
    "spend": "сумма покупок,накопления,накоплено,оборот,spend,turnover,total spend",
    "visits": "покупок,количество покупок,визиты,visits,purchases",
    "expires": "сгорают,дата сгорания,действуют до,действует до,годен до,expires,expiry,valid until",
    "code": "код сертификата,сертификат,номер сертификата,certificate,certificate code,serial",
    "rest": "остаток,номинал,rest,value,face value",
    "rate": "ставка,кешбэк,кэшбэк,rate,cashback",
    "first_rate": "ставка первого заказа,первый заказ,first rate,first order",
    "ceiling": "потолок,предел,ceiling",
    "month_cap": "предел в месяц,баллов в месяц,month cap,points a month",
    "domain": "домен,сайт,domain,site",
    "conditions": "условия,conditions",
    "host": "хост,компьютер,имя компьютера,host,host name,hostname,computer,computer name",
    "store": "магазин,store,shop",
    "till": "касса,номер кассы,till,till number,till no",
    "build": "сборка,сборка windows,версия windows,build,windows build,os build,build number",
    "bits": "разрядность,архитектура,bits,architecture,os architecture",
    "memory": "память,память мб,memory,memory mb,ram,ram mb",
    "disk": "диск,диск мб,свободно мб,свободно на диске мб,disk,disk mb,free mb,free disk mb",
    "screen": "экран,разрешение,screen,resolution",
    "profile": "профиль,профиль устройств,profile,device profile",
}
CANONICAL: Final = tuple(_SYNONYMS)
NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "goods": ("id|barcode", "name", "price"),
    "prices": ("id|barcode", "price"),
    "staff": ("id", "name", "role"),
    "cards": ("card",),
    "balances": ("card", "points|spend"),
    "rates": ("id", "name", "rate"),
    "subscribers": ("phone",),
    "certificates": ("code", "rest"),
    "tills": ("host", "store"),
    "machines": ("host", "build", "memory", "disk"),
}
"""What a list of each subject must have; ``a|b`` = one of them."""
_NAME_OF: Final = {synonym: name for name, words in _SYNONYMS.items() for synonym in words.split(",")}


def canonical(header: str) -> str:
    """Return our name of a column, "" when the header says nothing to us."""
    bare = "".join(c if c.isalnum() else " " for c in header.casefold().replace("ё", "е"))
    return _NAME_OF.get(" ".join(bare.split()), "")
