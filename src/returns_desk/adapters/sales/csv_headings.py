"""Recognises what the columns of a till's CSV mean, in several languages.

Owns the names that columns have in the field. Must not read rows. Every column gets at most one
role and every role at most one column; what is not recognised is left alone and named.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from returns_desk.domain.errors import InvalidInput

_NAMES: Final = {
    "receipt": """
        invoice no, invoice number, invoice, invoice id, receipt, receipt no, receipt
        number, receipt id, transaction, transaction no, transaction number, transaction
        id, ticket, ticket no, ticket number, order, order no, order number, order id,
        sale id, sale no, bill no, bon, bon nr, belegnummer, beleg nr, rechnungsnummer,
        rechnungsnr, facture, numero de facture, numero de ticket, no ticket, factura,
        numero de factura, ticket numero, arve nr, arve number, tsekk, tseki number,
        kviitung, kviittinumero, kuitti, kvitto, kvittonummer, bonnummer, scontrino,
        numero scontrino, numero fattura, paragon, nr paragonu, чек, номер чека, կտրոն,
        կտրոնի համար
    """,
    "line": "line, line no, line number, position, pos, zeile, ligne, linea, rida, rea nr",
    "sku": """
        stock code, sku, item, item no, item number, item code, item id, product code,
        product id, article, article no, article number, plu, style, part no, part
        number, artikelnummer, artikel nr, artikel, reference, ref, code article,
        referencia, codigo, codigo articulo, tootekood, kaubakood, artikkel,
        tuotenumero, tuotekoodi, artikelkod, codice articolo, codice, kod towaru,
        артикул, ապրանքի կոդ
    """,
    "gtin": """
        gtin, ean, ean13, ean 13, ean code, upc, upc a, barcode, bar code, ribakood,
        triipkood, code barres, code a barres, codigo de barras, strichcode, viivakoodi,
        streckkod, codice a barre, kod kreskowy, штрихкод, шտրիխկոդ
    """,
    "description": """
        description, item description, product, product name, item name, name, title,
        product title, bezeichnung, artikelbezeichnung, beschreibung, designation,
        libelle, produit, descripcion, producto, nimetus, toode, toote nimetus, kauba
        nimetus, kirjeldus, tuote, tuotenimi, nimi, benamning, beskrivning, descrizione,
        prodotto, nazwa, nazwa towaru, omschrijving, наименование, товар, описание,
        անվանում, նկարագրություն
    """,
    "quantity": """
        quantity, qty, units, units sold, pieces, pcs, count, number of items, menge,
        anzahl, stuck, quantite, qte, cantidad, kogus, maara, kpl, antal, mangd,
        quantita, ilosc, aantal, количество, кол во, քանակ
    """,
    "unit": "unit, unit of measure, uom, measure, einheit, unite, unidad, uhik, yksikko, enhet",
    "unit_price": """
        unit price, price, price each, unit cost, selling price, sales price, retail
        price, einzelpreis, stuckpreis, preis, prix, prix unitaire, precio, precio
        unitario, hind, uhikuhind, yksikkohinta, hinta, pris, styckpris, prezzo, prezzo
        unitario, cena, cena jednostkowa, prijs, цена, գին
    """,
    "line_total": """
        line total, amount, line amount, total, total price, total amount, extended
        price, paid, amount paid, line sum, value, sales amount, net sales, gesamt,
        gesamtpreis, betrag, summe, montant, total ligne, importe, monto, summa, rea
        summa, kokku, yhteensa, belopp, importo, totale, kwota, wartosc, bedrag, сумма,
        գումար
    """,
    "discount": """
        discount, discount amount, rabatt, remise, descuento, allahindlus, alennus,
        sconto
    """,
    "tax": """
        tax, tax amount, vat, vat amount, gst, sales tax, mwst, mwst betrag, ust, tva,
        montant tva, iva, kaibemaks, km, km summa, alv, moms, podatek, btw, ндс, ԱԱՀ
    """,
    "sold_at": """
        invoice date, date, date time, datetime, sold at, sale date, sales date,
        transaction date, transaction time, transaction datetime, order date, created
        at, timestamp, datum, verkaufsdatum, belegdatum, date heure, date de vente,
        fecha, fecha y hora, fecha de venta, kuupaev, muugi aeg, paivamaara, pvm,
        forsaljningsdatum, data, data ora, data sprzedazy, дата, ամսաթիվ
    """,
    "sold_time": """
        time, sale time, invoice time, uhrzeit, zeit, heure, hora, kellaaeg, aeg,
        kellonaika, klo, tid, klockslag, ora, godzina, tijd, время, ժամ
    """,
    "customer": """
        customer id, customer, customer no, customer number, client, client id, account,
        account no, member, member id, loyalty id, loyalty card, kundennummer, kunden
        nr, kunde, client no, numero client, cliente, id cliente, klient, kliendi nr,
        klienditunnus, asiakas, asiakasnumero, kund, kundnummer, клиент, покупатель,
        հաճախորդ
    """,
    "tender": """
        tender, tender type, payment, payment type, payment method, paid with, paid by,
        zahlungsart, zahlungsmittel, mode de paiement, paiement, forma de pago, medio de
        pago, makseviis, maksetapa, betalsatt, metodo di pagamento, оплата, способ
        оплаты
    """,
    "card": """
        card last four, card last 4, last four, last 4, last4, card, card no, card
        number, pan, kartennummer, carte, numero de carte, tarjeta, kaart, kaardi
        number, kortti, kort
    """,
    "scheme": """
        scheme, card scheme, card type, card brand, brand of card, kartentyp, type de
        carte
    """,
    "store": """
        store, store id, store no, store number, shop, shop id, branch, location,
        location id, site, filiale, markt, magasin, tienda, kauplus, pood, myymala,
        butik, negozio, sklep, магазин, խանութ
    """,
    "terminal": """
        terminal, terminal id, register, register id, till, till no, pos id,
        workstation, lane, kasse, kassennummer, caisse, caja, kassa, kassa nr, cassa,
        касса, դրամարկղ
    """,
    "cashier": """
        cashier, cashier id, operator, clerk, sales person, kassierer, caissier, cajero,
        kassiir
    """,
    "currency": """
        currency, currency code, wahrung, devise, moneda, valuuta, valuutta, valuta,
        валюта
    """,
    "category": """
        category, department, product category, warengruppe, categorie, categoria,
        kategooria
    """,
    "serial": """
        serial, serial no, serial number, imei, seriennummer, numero de serie,
        seerianumber
    """,
    "country": "country, customer country, land, pays, pais, riik, maa, страна, երկիր",
}

DELIMITERS: Final = ",;\t|"
_NEEDED: Final = {
    "receipt": "the receipt number (InvoiceNo, Receipt, Transaction)",
    "quantity": "the quantity (Quantity, Qty)",
    "sold_at": "the date of sale (InvoiceDate, Date)",
}
_ONE_OF: Final = (
    (("sku", "gtin", "description"), "the item (StockCode, SKU, EAN or Description)"),
    (("unit_price", "line_total"), "the price (UnitPrice, Price, Amount)"),
)


def normalised(heading: str) -> str:
    """Lower-case letters and digits without accents, so that `Invoice_No.` is `invoiceno`."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


ROLE_BY_NAME: Final[Mapping[str, str]] = {
    normalised(name): role for role, names in _NAMES.items() for name in names.split(",")
}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column has which role; the columns that have none are in `ignored`."""

    headings: tuple[str, ...]
    column_of: Mapping[str, int]
    ignored: tuple[str, ...]
    delimiter: str

    @property
    def is_online_retail(self) -> bool:
        """Whether these are the columns of the Online Retail set, whose returns begin with C."""
        return {"invoiceno", "stockcode"} <= {normalised(x) for x in self.headings}

    def roles(self) -> dict[str, str]:
        """Each recognised heading with its role, for the summary."""
        return {self.headings[column]: role for role, column in self.column_of.items()}


def recognise(headings: Sequence[str], delimiter: str) -> ColumnMapping:
    """Give each column its role; of two columns with one role, the first has it.

    Raises:
        InvalidInput: a column without which no sale can be made is missing.

    """
    column_of: dict[str, int] = {}
    ignored = []
    for column, heading in enumerate(headings):
        role = ROLE_BY_NAME.get(normalised(heading))
        if role is None or role in column_of:
            ignored.append(heading)
        else:
            column_of[role] = column
    _lend_time_to_date(column_of)
    missing = _missing(column_of)
    if missing:
        message = f"no column for {', for '.join(missing)}: name the columns in the first row"
        raise InvalidInput("row 1", message, code="missing_headings")
    return ColumnMapping(tuple(headings), column_of, tuple(ignored), delimiter)


def count_recognised(headings: Sequence[str]) -> int:
    """How many different roles these headings have, to choose between delimiters."""
    return len({ROLE_BY_NAME.get(normalised(heading)) for heading in headings} - {None})


def _lend_time_to_date(column_of: dict[str, int]) -> None:
    """A file with a time column alone has the whole date in it."""
    if "sold_at" not in column_of and "sold_time" in column_of:
        column_of["sold_at"] = column_of.pop("sold_time")


def _missing(column_of: Mapping[str, int]) -> list[str]:
    missing = [name for role, name in _NEEDED.items() if role not in column_of]
    missing += [name for roles, name in _ONE_OF if not any(role in column_of for role in roles)]
    return missing
