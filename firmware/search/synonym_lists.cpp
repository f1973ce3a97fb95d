#include "firmware/search/synonym_lists.hpp"

#include <array>

namespace storeside::search {
namespace {

// As asked at help desks: near synonyms, and the phrases of everyday speech that stand for a word.
constexpr std::array<SynonymList, 7> kLists = {{
    {"en", R"(
exchange, replace, replacement, swap
refund, reimburse, reimbursement, repay, moneyback, money back
return, give back, send back, bring back, take back
buy, bought, purchase, order
cost, price, charge, fee, expensive, rate, how much
delivery, deliver, ship, shipping, shipment, dispatch, courier
parcel, package, packet, shipment
late, delay, delayed, overdue, slow, long
arrive, come, receive, get, reach
cancel, stop, undo, abort
broken, broke, damaged, faulty, defective, defect, not working, does not work, stopped working
lost, lose, missing, stolen, misplaced
phone, telephone, call, mobile, number
talk, speak, chat, contact
agent, human, person, representative, someone, somebody, employee, advisor, support
invoice, bill, receipt
shop, store, showroom, outlet, branch
address, location
child, kid, son, daughter, minor
change, modify, edit, update, alter
verify, prove, confirm, validate
identity, id, passport
pin, password, passcode
cheque, check
cushion, pillow
sofa, couch, settee
mail, post
atm, cash machine, cashpoint
wrong, incorrect, mistake, error
job, career, vacancy, recruitment, are you hiring
discount, offer, deal, promo, coupon, voucher, sale, promotion
size, dimension, measurement
gift, present
guarantee, warranty
instalment, installment, emi, finance
colour, color
trolley, cart
lift, elevator
toilet, restroom, bathroom, wc, loo
repair, fix, mend
cod, cash on delivery, pay on delivery
fast, quick, speed, soon
permitted, allowed, possible
trip, travel, abroad, holiday, foreign, international, overseas
fund, money, cash
begin, start
end, finish
fail, decline, reject, refuse, unsuccessful
spare, extra, additional, second, another
accept, take
freeze, block, lock, suspend
withdraw, withdrawal, take out
deposit, top up, topup, load
hour, open, opening, close, closing, what time
collect, collection, pick up, pickup
wifi, internet, wireless, wi fi
stock, available, availability, in store
account, profile, login, sign in, log in
complaint, complain, unhappy, dissatisfied
wheelchair, disabled, accessible, accessibility, disability
pram, buggy, pushchair, stroller
dog, pet, animal
parking, park, car park
assemble, assembly, install, installation, fit, fitting
sharpen, sharpening, blunt
rent, hire, rental, borrow
recycle, recycling, dispose, disposal
battery, batteries
tax, vat
business, company, trade
loyalty, points, bonus, reward
hurt, pain, ache, backache
bed, mattress
track, tracking, status, where is
missing, incomplete, not in the box
cut, cutting, saw
privacy, gdpr, data protection, personal data
contactless, apple pay, google pay, pay by phone
postpone, reschedule, rearrange
rude, impolite, unfriendly
scratch, dent, scuff
leak, drip
meal, lunch, breakfast, snack
husband, wife, partner, spouse
send, sent
bring, brought
pay, paid
sell, sold
forget, forgot, forgotten
)"},
    {"el", R"(
επιστροφή, επιστρέφω, επιστρέψω, επιστραφεί, γυρίσω πίσω, δώσω πίσω, δίνω πίσω, στείλω πίσω, φέρω πίσω, πάρετε πίσω, return
επιστροφή, refund, ριφάντ, επιστροφή χρημάτων, λεφτά πίσω, χρήματα πίσω, λεφτά μου πίσω, χρήματά μου πίσω, πίσω τα λεφτά, πίσω τα χρήματα, πάρω πίσω χρήματα
αλλαγή προϊόντος, αλλάξω προϊόν, αλλάξω μέγεθος, αλλάξω νούμερο, αντικατάσταση, αντικαταστήσω, αντικαθιστώ, ανταλλαγή, ανταλλάξω, exchange, αλλαγή, αλλάζω, αλλάξω
παραγγελία, παραγγέλνω, παραγγείλω, αγορά, ψώνια, order
τιμή, κόστος, χρέωση, τιμοκατάλογος, πόσο κάνει, πόσο έχει, πόσο πάει, πόσα θέλει, πόσο στοιχίζει, στοιχίζει
παράδοση, παραδίδω, παραδώσω, παραδοθεί, αποστολή, αποστέλλω, κούριερ, courier, ταχυμεταφορά, ντελίβερι, delivery
μεταφορικά, έξοδα αποστολής, κόστος αποστολής, κόστος μεταφοράς, μεταφορική χρέωση, κόμιστρα
δέμα, πακέτο, parcel
καθυστέρηση, καθυστερεί, αργεί, αργοπορία, εκπρόθεσμος, δεν ήρθε, δεν έχει έρθει, ακόμα να έρθει
παρέλαβα, έρθει, έρχεται, φτάσει, φτάνει, άφιξη, λάβω, λαμβάνω
ακύρωση, ακυρώνω, ακυρωθεί, υπαναχώρηση, cancel
χαλασμένος, χάλασε, χαλάει, βλάβη, ελαττωματικός, ελάττωμα, σπασμένος, έσπασε, κατεστραμμένος, ζημιά, σκάρτο, προβληματικός, δεν δουλεύει, δε δουλεύει, δεν λειτουργεί, δε λειτουργεί, δεν ανάβει, δεν παίρνει μπρος, δεν φορτίζει, σταμάτησε να δουλεύει
χαμένος, έχασα, χάσω, χάθηκε, απώλεια, απολεσθέντα, κλοπή, έκλεψαν, κλεμμένος, ξέχασα στο κατάστημα
τηλέφωνο, τηλ, κλήση, καλέσω, πάρω τηλέφωνο, αριθμός τηλεφώνου
κινητό, smartphone, σμάρτφον, κινητό τηλέφωνο, έξυπνο τηλέφωνο
επικοινωνία, μιλήσω, συνομιλία, chat, τσατ
υπάλληλος, εκπρόσωπος, σύμβουλος, πωλητής, προσωπικό, εξυπηρέτηση, άνθρωπος, μιλήσω με κάποιον, μιλήσω με άνθρωπο, ζωντανή βοήθεια
απόδειξη, τιμολόγιο, παραστατικό, receipt, invoice, ταμειακή απόδειξη
αντίγραφο, διπλότυπο, επανεκτύπωση, ξανατυπώσω, έχασα την απόδειξη, χωρίς απόδειξη, δεν έχω απόδειξη, copy
τιμολόγιο, ΑΦΜ, ΦΠΑ, VAT, επαγγελματικό τιμολόγιο, τιμολόγιο εταιρείας, κόψετε τιμολόγιο
κατάστημα, μαγαζί, υποκατάστημα, πολυκατάστημα, store, shop
διεύθυνση, τοποθεσία, πού βρίσκεστε, πού είστε, χάρτης
τροποποίηση, τροποποιώ, αλλαγή, αλλάζω, αλλάξω, διόρθωση, ενημερώσω, μεταβολή
επαλήθευση, επαληθεύω, επιβεβαίωση, ταυτοποίηση, πιστοποίηση
ταυτότητα, διαβατήριο, ΑΔΤ, δελτίο ταυτότητας
κωδικός πρόσβασης, συνθηματικό, pin, πιν, password, πάσγουορντ, μυστικός κωδικός, ξέχασα τον κωδικό, κωδικός
καναπές, πολυθρόνα, ντιβάνι
μαξιλάρι, προσκέφαλο
στρώμα, ανώστρωμα
ψυγείο, ψυγειοκαταψύκτης
υπολογιστής, λάπτοπ, laptop, κομπιούτερ, pc, φορητός υπολογιστής
τηλεόραση, tv
έκπτωση, προσφορά, εκπτωτικός, sale, μπαζάρ, προωθητικός, discount, black friday
κουπόνι, voucher, βάουτσερ, εκπτωτικό κουπόνι, κωδικός προσφοράς, κωδικός έκπτωσης, promo code, κωδικός κουπονιού
δωροκάρτα, gift card, κάρτα δώρου, δωροεπιταγή
κάρτα μέλους, πόντοι, επιβράβευση, loyalty, bonus card, κάρτα πελάτη
μέγεθος, νούμερο, διάσταση, μεγεθολόγιο, size
χρώμα, απόχρωση, χρωματισμός, χρωματολόγιο
εγγύηση, warranty, εγγυημένος, εγγυάται
δόση, άτοκος, χρηματοδότηση, δόσεις χωρίς τόκο, πληρωμή σε δόσεις, με δόσεις, installments
ανελκυστήρας, ασανσέρ, lift
τουαλέτα, wc, αποχωρητήριο, δημόσια τουαλέτα
επισκευή, επισκευάζω, επισκευάσω, επιδιόρθωση, φτιάξω, σέρβις, service, τεχνικός
αντικαταβολή, πληρωμή στην παράδοση, πληρωμή κατά την παραλαβή, cash on delivery, πληρώσω στον κούριερ
πληρωμή, πληρώνω, πληρώσω, εξόφληση, ξόφληση, εξοφλώ, καταβάλω
κάρτα, πιστωτική, χρεωστική, προπληρωμένη, visa, mastercard, ανέπαφα
μετρητά, cash, μετρητοίς, ρευστό
χρήματα, λεφτά, φράγκα
ATM, αυτόματη ταμειακή μηχανή, ανάληψη μετρητών, μηχάνημα ανάληψης
γρήγορα, σύντομα, άμεσα, express, εξπρές, επείγον, βιάζομαι
εξωτερικό, διεθνής, αλλοδαπή, ευρώπη, άλλη χώρα
ωράριο, ανοιχτά, ώρες λειτουργίας, τι ώρα ανοίγετε, τι ώρα κλείνετε, μέχρι τι ώρα, πότε ανοίγετε, πότε κλείνετε, είστε ανοιχτά, κλειστά
πάρκινγκ, parking, παρκάρω, στάθμευση, σταθμεύω, πάρκινκ, θέση στάθμευσης
wifi, wi-fi, ίντερνετ, internet, διαδίκτυο, ασύρματο δίκτυο, γουάι φάι, γουαιφαι
διαθέσιμος, διαθεσιμότητα, απόθεμα, στοκ, stock, εξαντλημένος, ετοιμοπαράδοτος
παραλαβή, παραλαμβάνω, click and collect, παραλαβή από κατάστημα, έρθω να πάρω, πάρω από κατάστημα, pickup
λογαριασμός, προφίλ, account, λογαριασμός πελάτη
σύνδεση, συνδεθώ, συνδέομαι, login, log in, λογκιν, είσοδος στο λογαριασμό, μπω στον λογαριασμό
παράπονο, καταγγελία, complaint, δυσαρεστημένος, παραπονεθώ
εργασία, δουλειά, καριέρα, πρόσληψη, βιογραφικό, θέση εργασίας, προσλαμβάνετε, job
αλλεργία, αλλεργικός, αλλεργιογόνο, γλουτένη, δυσανεξία
συστατικό, σύνθεση, περιεκτικότητα, τι περιέχει
καρότσι μωρού, παιδικό καρότσι, καροτσάκι, πορτ μπεμπέ
αναπηρία, ΑμεΑ, αναπηρικός, αμαξίδιο, προσβασιμότητα, προσβάσιμος, ράμπα
email, e-mail, ιμέιλ, μέιλ, mail, ηλεκτρονικό ταχυδρομείο, ηλεκτρονική αλληλογραφία
λάθος, λανθασμένος, εσφαλμένος, σφάλμα
απόρριψη, απορρίφθηκε, αποτυχία, απέτυχε, δεν περνάει η κάρτα, αποτυχημένος, δεν πέρασε η κάρτα
οδηγίες, εγχειρίδιο, manual, οδηγίες χρήσης
συναρμολόγηση, συναρμολογώ, μοντάρισμα, εγκατάσταση, τοποθέτηση
εγγραφή, δημιουργία λογαριασμού, ανοίξω λογαριασμό, γίνω μέλος
απόρρητο, gdpr, προσωπικά δεδομένα, προστασία δεδομένων
ανέπαφα, apple pay, google pay, πληρωμή με κινητό
αναβολή, αναβάλλω, μεταθέσω
αγενής, αγένεια, μίλησε άσχημα
γρατζουνιά, γρατζουνισμένος, γρατσουνιά, χτυπημένος, βαθούλωμα
στάζει, διαρροή, τρέχει νερό
φαγητό, φάω, τσιμπήσω, γεύμα
άντρας, γυναίκα, σύζυγος
φέρνω, έφεραν
στέλνω, έστειλαν
βρίσκω, βρήκα
βάζω, έβαλα
δίνω, έδωσα, δώσω
)"},
    {"ru", R"(
возврат, вернуть, возвращать, возвращение, сдать обратно, сдать товар, отдать назад, принести обратно, отправить обратно, вернуть назад
возврат, вернуть, рефанд, refund, манибэк, манибек, возмещение, возместить, деньги назад, деньги обратно, возврат денег, вернуть деньги
обмен, обменять, поменять, заменить, замена, обменивать
заказ, заказать, заказывать, покупка, order
цена, стоимость, прайс, расценка, тариф, сколько стоит, какая цена, почём стоит
доставка, доставить, доставлять, привезти, привозить, отправка, отправить, курьер, курьерский, развоз, delivery, деливери
посылка, бандероль, отправление, parcel
опоздание, опаздывать, опоздать, задержка, задерживаться, задержаться, просрочка, поздно, долго, не пришёл, не пришла, до сих пор нет, не привезли
получить, получение, получать, прийти, приходить, прибыть, прибытие, дойти
отмена, отменить, отменять, аннулировать, аннулирование, отказ от заказа, отказаться от заказа
сломанный, поломка, неисправный, бракованный, брак, дефект, дефектный, повреждённый, испорченный, разбитый, не работает, не включается, перестал работать, не заряжается, не запускается, вышел из строя, накрылся, глючит
потерять, потеря, утеря, утерянный, пропажа, пропасть, украсть, кража, забыл в магазине
телефон, тел, позвонить, звонить, звонок, дозвониться, номер телефона
смартфон, мобильник, мобила, сотовый, мобильный телефон, мобильный
связаться, связь, контакт, поговорить, обратиться, чат
оператор, сотрудник, консультант, продавец, менеджер, специалист, представитель, поддержка, живой человек, поговорить с человеком, персонал, саппорт
чек, квитанция, кассовый чек, товарный чек, фактура, накладная, инвойс, invoice, счёт на оплату
копия, дубликат, копия чека, потерял чек, нет чека, без чека
НДС, юрлицо, фирма, организация, компания, юридическое лицо, счёт фактура, счёт для фирмы, безнал, vat, ИНН организации
магазин, салон, филиал, торговая точка, универмаг, супермаркет, маркет, магаз
адрес, местоположение, расположение, где находится, где вы находитесь, как добраться, как доехать, карта проезда
изменить, изменение, изменять, исправить, редактировать, скорректировать, корректировка, правка, сменить, поменять адрес, поменять данные
подтвердить, подтверждение, верификация, удостоверить, верифицировать
паспорт, удостоверение, удостоверение личности
пароль, пинкод, пин, pin, password, пин-код, код доступа, забыл пароль
диван, софа, кушетка, тахта
матрас, матрац, наматрасник
холодильник, рефрижератор, морозилка, морозильник
ноутбук, ноут, лэптоп, лаптоп, laptop, компьютер, комп
телевизор, телик, тв, tv
скидка, акция, распродажа, дисконт, спецпредложение, sale, сейл, discount, уценка, дешевле
купон, ваучер, промокод, промо-код, voucher, код скидки
подарочная карта, подарочный сертификат, сертификат, gift card, подарочная карточка
бонус, балл, бонусная карта, кэшбэк, кешбэк, карта лояльности, карта постоянного покупателя, клубная карта
размер, габарит, размерный, размерная сетка, size
цвет, окраска, расцветка, оттенок
гарантия, гарантийный, warranty, гарантийка
рассрочка, кредит, кредитование, в рассрочку, по частям, ежемесячный платёж
лифт, подъёмник, эскалатор
туалет, уборная, санузел, wc, сортир, вц
ремонт, починить, отремонтировать, ремонтировать, чинить, сервис, мастерская, сервисный
наложенный платёж, наложка, оплата при получении, оплата при доставке, оплата курьеру, наложенный, cash on delivery
оплата, заплатить, платить, платёж, расплатиться, уплатить
карта, карточка, банковская карта, visa, mastercard, бесконтактный
наличные, наличка, нал, cash, кэш
деньги, денежный, сумма, бабки
банкомат, atm, снять деньги, снять наличные
быстро, срочно, экспресс, побыстрее, ускорить
зарубежный, заграница, международный, за границу, за рубеж, из-за рубежа, рубеж
график, режим работы, часы работы, время работы, открыт, открыто, открываться, закрываться, до скольки, когда открываетесь, работаете ли, расписание
парковка, парковаться, припарковаться, стоянка, паркинг, автостоянка, parking
wifi, wi-fi, вайфай, вай фай, интернет, инет, internet
наличие, в наличии, склад, есть на складе, закончился, stock
самовывоз, забрать, забирать, пункт выдачи, ПВЗ, выдача, pickup
аккаунт, учётка, учётная запись, личный кабинет, ЛК, профиль, account
вход, войти, залогиниться, логин, login, авторизация, авторизоваться, не могу войти
регистрация, зарегистрироваться, регистрироваться, завести аккаунт, создать аккаунт
жалоба, пожаловаться, претензия, рекламация, недоволен, жаловаться, книга жалоб
работа у вас, вакансия, трудоустройство, карьера, резюме, ищу работу, устроиться на работу, подработка
аллергия, непереносимость, аллергик
состав, ингредиент, что входит
коляска, детская коляска, прогулочная коляска
инвалид, инвалидный, пандус, безбарьерный, инвалидная коляска, кресло-коляска, ограниченными возможностями, маломобильный
email, мейл, имейл, e-mail, электронная почта, емейл, почта, эмейл
ошибка, неправильный, неверный, ошибочный, не тот товар, перепутали, ошибся
отказ, отклонить, не проходит, не прошла, отклонение, неуспешный, отклоняется
инструкция, руководство, мануал, как пользоваться, manual
сборка, собрать, установка, установить, монтаж, смонтировать, собирать
конфиденциальность, gdpr, персональные данные, личные данные, защита данных
бесконтактный, apple pay, google pay, эпл пэй, гугл пэй, оплата телефоном
перенести, перенос, отложить
нагрубить, грубый, хамство, хамить, нахамить
царапина, поцарапать, вмятина, скол
течь, протекать, потечь, капать
поесть, еда, перекусить, обед, пообедать
муж, жена, супруг
прийти, пришёл, пришла, придёт
привезти, привёз, привозить
забрать, заберу, заберёт
найти, нашёл, нашла
купить, куплю, покупать
вернуть, верну, возвращать
)"},
    {"hr", R"(
povrat, vratiti, vraćati, vraćanje, povratiti, dati natrag, poslati natrag, vratiti nazad, donijeti natrag, retour
refund, refundacija, refundirati, povrat, povrat novca, novac natrag, vratiti novac, novac nazad, pare nazad, lova nazad
zamjena, zamijeniti, mijenjati, zamjenski, razmjena, exchange
narudžba, naručiti, narudžbenica, naručivanje, kupnja, kupovina, order
cijena, trošak, koštati, cjenik, naknada, koliko košta, koliko stoji, kolika je cijena
dostava, dostaviti, dostavljati, isporuka, isporučiti, slanje, poslati, kurir, dostavljač, delivery
poštarina, troškovi dostave, cijena dostave, trošak dostave, troškovi slanja
paket, pošiljka, paketić, parcel
kašnjenje, kasniti, kasni, zakasniti, zakašnjenje, nije stiglo, nije stigao, još nije stiglo, nije došlo, nisam dobio
stići, stiže, stigao, doći, dolazi, primiti, primitak, dobiti paket, kada dolazi
otkazati, otkazivanje, poništiti, poništenje, storno, stornirati, odustati, odustanak, odustajanje, raskid
pokvaren, pokvariti, kvar, neispravan, oštećen, oštećenje, slomljen, razbijen, potrgan, strgan, defekt, nedostatak, crko, crkao, ne radi, ne funkcionira, ne pali, ne uključuje se, prestao raditi, ne puni se
izgubljen, izgubiti, gubitak, zagubiti, ukraden, ukrasti, krađa, zaboravio u trgovini
telefon, tel, tlf, nazvati, zvati, poziv, telefonski, broj telefona, telefonirati
mobitel, mob, mobilni, smartphone, smartfon, pametni telefon, mobilni telefon
kontakt, kontaktirati, javiti, razgovor, razgovarati, pričati, chat
djelatnik, zaposlenik, agent, operater, savjetnik, prodavač, osoblje, čovjek, podrška, pravi čovjek, razgovarati s osobom, živa osoba, pričati s nekim, služba za kupce
račun, blagajnički račun, faktura, potvrda o kupnji, invoice, fiskalni račun
kopija, kopija računa, preslika, duplikat, izgubio račun, nemam račun, bez računa
R1, OIB, PDV, R1 račun, račun na tvrtku, račun za firmu, račun na firmu, VAT
trgovina, dućan, prodavaonica, poslovnica, prodavnica, butiga, market, shop, podružnica
adresa, lokacija, gdje se nalazite, gdje ste, kako doći do
promjena, promijeniti, izmjena, izmijeniti, urediti, ispraviti, ažurirati, ispravak, preinaka
potvrditi, potvrda, potvrđivanje, verifikacija, verificirati, provjera identiteta, ovjera
osobna, iskaznica, putovnica, osobna iskaznica, osobni dokument, identitet
lozinka, zaporka, pin, password, šifra, pasvord, pin kod, zaboravio lozinku
kauč, sofa, trosjed, dvosjed, kutna garnitura, garnitura, sećija
jastuk, jastučić, jastučnica
madrac, nadmadrac, štramac, dušek
hladnjak, frižider, zamrzivač, ledenica, škrinja
laptop, prijenosnik, računalo, kompjuter, komp, prijenosno računalo
televizor, tv, televizija, telka
popust, akcija, sniženje, rasprodaja, snižen, ponuda, promocija, discount, sale, jeftinije
kupon, vaučer, voucher, bon, promo kod, promotivni kod, kod za popust
poklon bon, darovna kartica, poklon kartica, gift card, bon
bodovi, bod, kartica vjernosti, program vjernosti, loyalty, klub kartica, klupska kartica, vjernost
veličina, mjera, dimenzija, tablica veličina, size
boja, nijansa
jamstvo, jamstveni, garancija, garancijski, warranty, jamčiti
rata, obročni, kredit, financiranje, na rate, plaćanje na rate, na obroke, obročna otplata
dizalo, lift, pokretne stepenice
wc, zahod, toalet, nužnik, sanitarni čvor
popravak, popraviti, popravljati, servis, serviser, servisirati, majstor
pouzeće, plaćanje pouzećem, plaćanje pri preuzimanju, plaćanje kod dostave, platiti kuriru, platiti dostavljaču, cash on delivery
platiti, plaćanje, plaćati, uplata, uplatiti, podmiriti
kartica, visa, mastercard, debitna, kreditna, beskontaktno, bankovna kartica
gotovina, keš, gotovinski, cash
novac, novčani, lova, iznos, svota
bankomat, ATM, podići novac, podizanje novca
brzo, žurno, hitno, hitan, ekspres, express
inozemstvo, strana zemlja, međunarodni, iz inozemstva, druga država, inozemni
radno vrijeme, otvoren, zatvoreno, do kada radite, kada otvarate, kada zatvarate, kad se otvara, do koliko radite, radite li nedjeljom
parkiralište, parking, parkirati, parkirno, garaža, parkirno mjesto
wifi, wi-fi, vajfaj, internet, bežična mreža, vaj faj
zaliha, na zalihi, na stanju, dostupan, dostupnost, raspoloživ, skladište, na lageru, lager, rasprodan
preuzimanje, preuzeti, pokupiti, podići paket, osobno preuzimanje, podići u trgovini, click and collect, pickup
korisnički račun, profil, account, korisnički profil, moj račun
prijava, login, log in, ulogirati, logirati, ne mogu se prijaviti, ulaz u račun, prijaviti se
registracija, registrirati, otvoriti račun, napraviti račun
pritužba, žalba, prigovor, reklamacija, žaliti, prigovoriti, nezadovoljan, reklamirati
posao, zaposlenje, radno mjesto, zapošljavanje, karijera, natječaj, oglas za posao, tražim posao, životopis
alergija, alergen, alergičan, nepodnošljivost, intolerancija
sastojak, sastav, što sadrži
dječja kolica, kolica, kolica za bebu
invaliditet, invalid, invalidska kolica, rampa, osoba s invaliditetom, pristupačnost, pristup invalidima, invalidski
e-mail, email, mail, mejl, elektronička pošta, e-pošta
greška, krivi, pogreška, pogrešan, pogriješiti, krivi artikl
odbijen, odbijanje, neuspješan, odbiti, ne prolazi kartica, neuspjelo
upute, uputstvo, priručnik, manual, upute za uporabu
sastavljanje, sastaviti, montaža, montirati, ugradnja, instalacija
privatnost, gdpr, osobni podaci, zaštita podataka
beskontaktno, apple pay, google pay, plaćanje mobitelom
odgoditi, odgoda, pomaknuti, pomicanje, prolongirati
neljubazan, bezobrazan, nepristojan, drzak
ogreban, izgreban, zagreban, ogrebotina, ulubljen, udubljen
curi, kaplje, propušta
pojesti, ručak, ručati, obrok
muž, žena, supruga
doći, došao, došla, dođe
naći, našao, našla, nađem
slati, pošaljite, šaljete
donijeti, donio, donesem
pas, psi, ljubimac
)"},
    {"tr", R"(
iade, geri vermek, geri verebilir, geri vermem, geri göndermek, geri gönderebilir, geri getirmek, geri alır, geri alıyor, return
iade, para iadesi, geri ödeme, param geri, paramı geri, parayı geri, refund, ücret iadesi, bedel iadesi, parası geri
değişim, değiştirmek, değiştirme, değiştirebilir, takas, değiş tokuş, exchange, ürün değişimi
sipariş, ısmarlamak, satın alma, satın almak, alışveriş, order
fiyat, ücret, bedel, fiyat listesi, ne kadar, kaç para, kaç lira, kaç tl, kaç euro, kaça olur
teslimat, teslim, sevkiyat, gönderim, kargo, kurye, nakliye, delivery
paket, koli, kargo paketi, parcel
gecikme, geç, gecikti, gecikmek, gecikmeli, geç kaldı, gelmedi, hala gelmedi, ulaşmadı, gelmemiş
gelmek, varmak, ulaşmak, gelir, ulaşır, teslim almak, varış
iptal, vazgeçmek, vazgeçtim, cayma, cayma hakkı, iptal etmek, siparişten vazgeçme
bozuk, bozuldu, arıza, arızalı, arızalandı, kırık, kırıldı, kusurlu, hasarlı, hasar, defolu, çalışmıyor, açılmıyor, çalışmaz, şarj olmuyor, çalışmayan, ayıplı
kayıp, kaybolmak, kayboldu, kaybettim, kaybetmek, çalındı, hırsızlık
telefon, tel, aramak, çağrı, telefon numarası
cep, akıllı telefon, cep telefonu, smartphone
iletişim, ulaşabilirim, konuşmak, görüşmek, sohbet, chat, görüşme, size ulaşmak, sizi aramak
yetkili, temsilci, danışman, görevli, personel, müşteri hizmetleri, müşteri temsilcisi, gerçek kişi, biriyle konuşmak, canlı destek, operatör, gerçek insan, insanla konuşmak
fatura, fiş, makbuz, dekont, kasa fişi, invoice, receipt, alışveriş fişi
kopya, suret, fiş kopyası, fiş kaybı, fişimi kaybettim, fişim yok, fişi kayıp, nüsha
kurumsal fatura, vergi numarası, vergi dairesi, kdv, şirket faturası, vergi no, VAT, kurumsal
mağaza, dükkan, şube, market, bayi, satış noktası, shop, avm
adres, lokasyon, neredesiniz, yol tarifi, nasıl gidilir
değişiklik, güncelleme, güncellemek, düzeltmek, düzenlemek, düzeltme, düzenleme
doğrulama, onay, onaylama, teyit, onaylamak, doğrulamak, kimlik doğrulama
kimlik, nüfus cüzdanı, pasaport, ehliyet, tc kimlik
şifre, parola, pin, password, şifremi unuttum, parolamı unuttum, pin kodu
kanepe, koltuk, divan, çekyat, sofa
yastık, kırlent, minder
yatak, döşek
buzdolabı, derin dondurucu, dondurucu, buz dolabı
laptop, bilgisayar, dizüstü, notebook, pc, diz üstü
televizyon, tv
indirim, kampanya, fırsat, ıskonto, promosyon, ucuzluk, sale, discount, indirimli
kupon, voucher, indirim kodu, promosyon kodu, indirim çeki, kupon kodu, promo kod
hediye kartı, hediye çeki, hediye kart, gift card, giftcard
puan, sadakat, para puan, sadakat kartı, üyelik kartı, müşteri kartı, bonus, loyalty
beden, ölçü, boy, ebat, boyut, beden tablosu
renk, renk tonu
garanti, garantili, warranty, garanti belgesi, garanti süresi
taksit, taksitli, finansman, kredi, vade, vadeli, taksitle ödeme
asansör, yürüyen merdiven, lift
tuvalet, wc, lavabo, yüznumara, hela
tamir, onarım, tamirat, servis, tamir ettirmek, onarmak, teknik servis, tamirci
kapıda ödeme, kapıda nakit, kapıda, teslimatta ödeme, cash on delivery, kapıda ödemeli, kapıda kart
ödeme, ödemek, ödeyebilirim, tahsilat, öderim, ödemem
kart, kredi kartı, banka kartı, visa, mastercard, temassız, debit
nakit, peşin, cash, nakit para
para, meblağ, nakit para, lira
atm, bankamatik, para çekme, para çekmek
hızlı, çabuk, acil, ekspres, express, acele, ivedi, aynı gün
yurtdışı, yurt dışı, uluslararası, yabancı ülke, başka ülke, yurt dışına, ülke dışı
çalışma saatleri, açılış, kapanış, kaçta açılıyor, kaçta kapanıyor, ne zaman açık, mesai, açık mısınız, kaça kadar açık, saat kaçta açılıyor, açık mı
otopark, park, park yeri, vale, parking, araç park
wifi, wi-fi, vayfay, internet, kablosuz, wireless, kablosuz ağ
stok, mevcut, mevcudiyet, tükendi, elinizde var mı, mevcut mu, stokta yok
mağazadan teslim, mağazadan alma, mağazadan almak, gelip almak, teslim alma, gel al, tıkla gel al, teslim noktası, teslim, pickup
hesap, üyelik, profil, müşteri hesabı, account
giriş, oturum, login, log in, oturum açma, giremiyorum, giriş yapamıyorum, hesaba girmek
kayıt, üye olmak, kaydolmak, hesap açmak, hesap oluşturma
şikayet, memnuniyetsizlik, itiraz, şikayetçi, memnun değilim
kariyer, iş arıyorum, işe alım, iş başvurusu, iş ilanı, eleman, istihdam, çalışmak istiyorum, özgeçmiş, cv
alerji, alerjik, alerjen, intolerans
içerik, içindekiler, bileşen, ne içeriyor, içinde ne var
bebek arabası, puset
engelli, tekerlekli sandalye, erişilebilirlik, rampa, özürlü, engelli erişimi, sakat
eposta, e-posta, e-mail, email, mail, elektronik posta
hata, hatalı, yanlış, yanlışlık, yanlış ürün, yanlış geldi
ret, reddedildi, başarısız, reddetmek, kart geçmiyor, onaylanmadı, red
kılavuz, talimat, kullanma kılavuzu, kullanım kılavuzu, manual, nasıl kullanılır
kurulum, montaj, kurmak, monte, yerleştirme
gizlilik, kvkk, gdpr, kişisel veri, veri koruma
temassız, apple pay, google pay, telefonla ödeme
ertelemek, erteleme, ileri almak
kaba, saygısız, terbiyesiz, ilgisiz
çizik, çizilmiş, çatlak, ezik
sızdırıyor, damlatıyor, su kaçırıyor, akıtıyor
yemek, yiyecek, öğle yemeği
koca, karım, eşim
)"},
    {"de", R"(
zurückgeben, Rückgabe, Rückgaberecht, Retoure, Rücksendung, zurückschicken, zurücksenden, zurückbringen, zurückgegeben, zurückgenommen, Rücknahme, gebe zurück, bringe zurück, schicke zurück, sende zurück, zurück geben, zurück schicken, zurück bringen, nehmen zurück, returnieren, retournieren
Rückerstattung, erstatten, erstattet, Refund, Geld zurück, Geld wieder, Geld zurückbekommen, zurückzahlen, Rückzahlung, Gutschrift
umtauschen, umgetauscht, tauschen, Austausch, ausgetauscht, ersetzen, Ersatz, eintauschen, exchange, tausche um
Bestellung, bestellt, Auftrag, Einkauf, Kauf, Order
Preis, Kosten, kostet, Gebühr, Entgelt, was kostet, wie teuer, wie viel kostet, was macht das, was zahle ich, was kosten, Preisliste
Lieferung, liefern, geliefert, Versand, versenden, verschicken, verschickt, Zustellung, zugestellt, Lieferzeit, Liefertermin, Kurier, Spedition, delivery, shipping, Lieferdienst
Versandkosten, Lieferkosten, Versandgebühr, Liefergebühr, Porto, Frachtkosten, Versandpauschale
Paket, Sendung, Päckchen, Packerl, Packet
verspätet, Verspätung, Verzögerung, verzögert, spät, Lieferverzug, überfällig, immer noch nicht, noch nicht gekommen, kommt nicht, Verzug, nicht geliefert, nicht angekommen
ankommen, angekommen, Ankunft, erhalten, eintreffen, eingetroffen, Empfang, kommt an, bekomme mein Paket, kommt mein Paket
stornieren, Stornierung, storno, widerrufen, storniert, Widerrufsrecht, abbestellen, rückgängig, cancel, Kündigung, absagen, canceln
kaputt, defekt, beschädigt, Beschädigung, Schaden, fehlerhaft, mangelhaft, Mangel, zerbrochen, gebrochen, hinüber, futsch, im Eimer, geht nicht, funktioniert nicht, nicht funktioniert, läuft nicht, startet nicht, tut nicht, lädt nicht, springt nicht an, schaltet nicht ein, spinnt, Geist aufgegeben, geht nicht an, geht nicht mehr
verloren, verlieren, Verlust, verschwunden, vermisst, Fundsache, gestohlen, geklaut, Diebstahl, abhandengekommen, Fundbüro, liegen gelassen
Telefon, Anruf, telefonieren, Tel, Telefonnummer, Hotline, Rufnummer
Handy, Mobiltelefon, Smartphone, Natel
Kontakt, kontaktieren, reden, sprechen, Gespräch, Chat, chatten, erreichen
Mitarbeiter, Mitarbeiterin, Berater, Verkäufer, Personal, Kundenservice, Kundendienst, Ansprechpartner, Support, Mensch, Angestellter, Kundenbetreuer, echter Mensch, mit jemandem sprechen, jemand sprechen
Rechnung, Beleg, Quittung, Kassenbon, Kassenzettel, Bon, Kaufbeleg, Invoice, Kassenbeleg, Zahlungsbeleg, Faktura
Rechnungskopie, Kopie, Duplikat, Zweitschrift, Bon verloren, Beleg verloren, Quittung verloren, Rechnung verloren, ohne Beleg, ohne Kassenbon, ohne Bon, ohne Quittung, Kassenbon verloren, kein Bon
Firmenrechnung, Mehrwertsteuer, Umsatzsteuer, MwSt, USt, Steuernummer, Rechnung auf Firma, Rechnung für Firma, VAT, Vorsteuer, Geschäftsrechnung, Ust-ID
Laden, Geschäft, Filiale, Markt, Shop, Store, Kaufhaus, Niederlassung
Adresse, Anschrift, Standort, Lieferadresse, Anfahrt, Wohnort, wo sind Sie
ändern, Änderung, bearbeiten, geändert, anpassen, korrigieren, Korrektur, aktualisieren, verändern, editieren
bestätigen, verifizieren, Verifizierung, Nachweis, bestätigt
Ausweis, Personalausweis, Perso, Reisepass, Pass, Identität, Identitätsnachweis, Lichtbildausweis
Passwort, Kennwort, PIN, Geheimzahl, password, Passwort vergessen, PIN-Code
Sofa, Couch, Sitzgarnitur, Schlafsofa, Zweisitzer, Dreisitzer
Kissen, Kopfkissen
Matratze, Topper, Matratzenauflage
Kühlschrank, Gefrierschrank, Eisschrank, Tiefkühlschrank, Gefriertruhe, Kühltruhe
Laptop, Notebook, Computer, PC, Rechner, Klapprechner
Fernseher, TV, Fernsehgerät, Flachbildschirm, Glotze
Rabatt, Angebot, Ermäßigung, Nachlass, Aktion, Prozente, Schnäppchen, Sale, Schlussverkauf, reduziert, Preisnachlass, Sonderangebot, günstiger
Gutschein, Voucher, Coupon, Kupon, Rabattcode, Gutscheincode, Promocode, Rabattmarke, Aktionscode
Geschenkkarte, Geschenkgutschein, Gift Card, Giftcard, Wertgutschein, Guthabenkarte, Gutscheinkarte
Kundenkarte, Punkte, Bonuspunkte, Treuepunkte, Bonuskarte, Treuekarte, Payback, Treueprogramm, Mitgliedskarte, Bonusprogramm
Größe, Maß, Abmessung, Größentabelle, Konfektionsgröße, Size, Abmaße
Farbe, Farbton, farblich, Farbauswahl
Garantie, Gewährleistung, warranty, Garantieanspruch, Garantiefall, Garantiezeit
Rate, Ratenzahlung, Ratenkauf, Finanzierung, finanzieren, Teilzahlung, Abzahlung, in Raten, auf Raten, Teilbetrag, abstottern
Aufzug, Lift, Fahrstuhl, Rolltreppe
Toilette, WC, Klo, stilles Örtchen, Kundentoilette, Lokus
Reparatur, reparieren, repariert, instandsetzen, Werkstatt, Reparaturservice
Nachnahme, Barzahlung bei Lieferung, Zahlung bei Lieferung, zahlen bei Lieferung, cash on delivery, per Nachnahme, bei Empfang zahlen, an Boten zahlen
Zahlung, zahlen, bezahlen, bezahlt, begleichen, Zahlungsart, Zahlungsweise
Kreditkarte, Karte, EC-Karte, EC, Girocard, Debitkarte, Visa, Mastercard, Bankkarte, kontaktlos, Kartenzahlung
bar, Bargeld, Barzahlung, cash, Kleingeld
Geld, Betrag, Summe, Moneten, Zaster
Geldautomat, Bankomat, ATM, Bancomat, Geld abheben, Bankautomat
schnell, rasch, eilig, Express, flott, Expressversand, zügig, sofort, dringend
Ausland, international, weltweit, anderes Land, EU-Ausland, Übersee
Öffnungszeiten, geöffnet, offen, geschlossen, wann öffnen, wann schließen, wann schließt, wann öffnet, wie lange offen, bis wann offen, Ladenschluss, Ladenöffnungszeiten, verkaufsoffen
Parkplatz, parken, Parkhaus, Tiefgarage, Parking, Stellplatz, Parkmöglichkeit, geparkt, Parkschein
WLAN, Wifi, Wi-Fi, Internet, W-LAN, Hotspot, Funknetz
lieferbar, Verfügbarkeit, vorrätig, Lager, lagernd, auf Lager, ausverkauft, Bestand, Lagerbestand, vergriffen
Abholung, abgeholt, hole ab, Selbstabholung, selbst abholen, Click and Collect, Abholstation, Abholzeit, Marktabholung
Kundenkonto, Benutzerkonto, Account, Profil, Nutzerkonto, Konto, mein Konto
Anmeldung, einloggen, Login, Log-in, eingeloggt, komme nicht rein, Zugang, logge ein
Registrierung, registrieren, Konto eröffnen, Konto anlegen, Konto erstellen, registriert
Beschwerde, beschweren, Reklamation, reklamieren, unzufrieden, Beanstandung, meckern
Job, Arbeit, Karriere, Bewerbung, Stellenangebot, Arbeitsplatz, Ausbildung, Aushilfe, Praktikum, offene Stelle, freie Stelle, Stellenanzeige
Allergie, Allergen, Unverträglichkeit
Zutat, Inhaltsstoff, Zusammensetzung, Zusatzstoff, was ist drin, was steckt drin
Kinderwagen, Buggy, Kinderkarre, Babywagen
Rollstuhl, barrierefrei, behindert, Behinderung, rollstuhlgerecht, Rampe, Schwerbehindert, Gehbehindert, Rollator
E-Mail, Email, Mail, Mailadresse, elektronische Post
falsch, Fehler, irrtümlich, verkehrt, falscher Artikel, Falschlieferung, vertauscht
abgelehnt, fehlgeschlagen, Ablehnung, abgewiesen, gescheitert, Zahlung geht nicht, Karte geht nicht, verweigert
Anleitung, Gebrauchsanweisung, Bedienungsanleitung, Handbuch, Manual, Gebrauchsanleitung, Aufbauanleitung
Montage, Aufbau, montieren, Installation, installieren, zusammenbauen, anschließen, Anschluss, aufgebaut
Datenschutz, DSGVO, GDPR, personenbezogene Daten
kontaktlos, Apple Pay, Google Pay, mit dem Handy zahlen
verschieben, verlegen, umbuchen
unfreundlich, unhöflich, frech
Kratzer, zerkratzt, verkratzt, Delle
undicht, tropft, leckt, läuft aus
Essen, Mittagessen, Imbiss, Snack
Ehemann, Ehefrau, Partner, Partnerin
)"},
    {"es", R"(
devolución, devolver, devuelto, devuelvo, retornar, dar de vuelta, enviar de vuelta, mandar de vuelta, return, traer de vuelta
reembolso, refund, reintegro, devolución, devolver dinero, devuelvan el dinero, dinero de vuelta, mi dinero de vuelta, recuperar el dinero, recuperar mi dinero
cambiar, canje, reemplazo, sustituir, sustitución, intercambio, cambiar por otro, exchange
pedido, encargo, compra, adquirir, order, orden de compra, número de orden, la orden, una orden
precio, coste, cuesta, tarifa, importe, cuánto cuesta, cuánto vale, cuánto sale, cuánto es, a cómo está, qué vale
envío, entrega, reparto, repartidor, despacho, mensajería, mensajero, courier, delivery, a domicilio
gastos de envío, costo de envío, portes, precio del envío, flete, tarifa de envío
paquete, bulto, encomienda, parcel
retraso, demora, tardar, atraso, no llega, no ha llegado, sigue sin llegar, todavía no llega, aún no llega, llega tarde
llegar, recibir, recepción, recibo el pedido, me llega
cancelar, cancelación, anular, anulación, desistir, dar de baja
roto, rotura, averiado, avería, defectuoso, defecto, estropeado, dañado, descompuesto, malogrado, falla, no funciona, no anda, no va, no sirve, no enciende, no prende, no carga, dejó de funcionar, ya no funciona, se rompió, se estropeó, no arranca, deteriorado
perdido, extraviado, robado, objetos perdidos, perdí
teléfono, tel, tlf, tfno, llamar, número de teléfono
móvil, celular, smartphone, cel, teléfono móvil, teléfono celular
contacto, hablar, chat, comunicar, conversar
agente, asesor, dependiente, vendedor, representante, operador, humano, atención al cliente, servicio al cliente, hablar con alguien, persona real, con un humano, un empleado, soporte técnico
factura, ticket, tique, comprobante, boleta, tiquet, invoice, justificante, resguardo, el recibo, mi recibo, un recibo, recibo de compra
copia, duplicado, perdí el ticket, sin ticket, perdí el recibo, no tengo ticket, perdí la factura, sin recibo, copia de factura, reimprimir, copia del ticket
IVA, NIF, CIF, RUT, RFC, factura de empresa, factura con IVA, factura a empresa, factura fiscal
tienda, local, sucursal, comercio, establecimiento, shop, store
dirección, domicilio, ubicación, dónde están, dónde se encuentra, cómo llego, señas
modificar, modificación, cambiar, editar, corregir, corrección, actualizar, rectificar
verificar, verificación, confirmar, confirmación, validar, validación, acreditar
DNI, identificación, pasaporte, NIE, carnet, documento de identidad, identidad, cédula, INE, carné
contraseña, clave, PIN, password, olvidé mi contraseña, código PIN, olvidé la clave, código secreto
sofá, sillón, diván, tresillo, couch, sofá cama
almohada, cojín, almohadón
colchón, colchoneta, sobrecolchón, topper
frigorífico, nevera, refrigerador, heladera, frigo, refri
portátil, ordenador, computadora, laptop, notebook, PC, compu
televisor, televisión, TV, pantalla plana, smart tv, la tele
descuento, oferta, rebaja, promoción, promo, ganga, liquidación, discount, más barato
cupón, voucher, bono, código promocional, código de descuento, código descuento, vale de descuento, vale de compra
tarjeta regalo, gift card, tarjeta de regalo, cheque regalo, vale regalo, giftcard, bono regalo
puntos de fidelidad, mis puntos, canjear puntos, acumular puntos, fidelidad, fidelización, tarjeta de puntos, tarjeta de socio, tarjeta cliente, socio, loyalty
talla, tamaño, medida, dimensión, guía de tallas, size, tabla de tallas
color, tono, tonalidad
garantía, warranty, garantizado, en garantía
cuota, financiación, financiamiento, mensualidad, pago aplazado, a plazos, en cuotas, fraccionar, pagar a plazos, meses sin intereses, a crédito, sin intereses
ascensor, elevador, escalera mecánica, montacargas
baño, aseo, lavabo, WC, retrete, váter, cuarto de baño, excusado
reparación, reparar, arreglar, servicio técnico, SAT, técnico
contrarreembolso, contrareembolso, contra reembolso, contra entrega, contraentrega, pago a la entrega, pagar al recibir, cash on delivery, pago en domicilio
pagar, abonar, cancelar el pago
tarjeta, crédito, débito, Visa, Mastercard, tarjeta bancaria, contactless, sin contacto
efectivo, contado, cash, billetes, dinero en efectivo, al contado, en metálico
dinero, guita, importe, mi plata, la plata
cajero, cajero automático, ATM, sacar dinero, retirar dinero
rápido, rápidamente, urgente, exprés, express, urgencia, pronto, cuanto antes, lo antes posible
extranjero, internacional, otro país, fuera del país, ultramar, otros países
horario, abierto, cerrado, apertura, cierre, a qué hora abren, a qué hora cierran, qué hora cierra, hasta qué hora, abren los domingos, qué hora abre, qué horario
aparcamiento, estacionamiento, parking, parqueo, parqueadero, cochera, garaje, plaza de garaje, parquear
wifi, wi-fi, internet, red inalámbrica, inalámbrico, güifi, red wifi
disponible, disponibilidad, stock, existencias, inventario, en stock, agotado, hay existencias, en existencia
recogida, retirar, recojo, recogida en tienda, pasar a buscar, pasar a recoger, retiro en tienda, click and collect, pickup
cuenta, perfil, usuario, cuenta de cliente, account, mi cuenta
acceso, acceder, iniciar sesión, login, log in, sesión, loguearse, no puedo entrar
registro, crear cuenta, darse de alta, hacerme cliente, abrir cuenta, darme de alta, inscribirse
queja, reclamación, reclamar, denuncia, hoja de reclamaciones, libro de reclamaciones, insatisfecho, protesta
empleo, trabajo, vacante, currículum, curro, bolsa de trabajo, oferta de empleo, oferta de trabajo, laburo, chamba, cv
alergia, alérgico, alérgeno, intolerancia
ingrediente, composición, qué lleva, qué contiene, de qué está hecho
cochecito, carrito de bebé, carro de bebé, coche de bebé, sillita, silla de paseo, carriola, coche de paseo
discapacidad, discapacitado, silla de ruedas, minusválido, accesibilidad, rampa, movilidad reducida, invalidez, minusvalía
correo electrónico, email, e-mail, mail, correo, dirección de correo
equivocado, error, incorrecto, erróneo, equivocación, producto equivocado, artículo equivocado, confusión
rechazado, denegado, no pasa la tarjeta, rechaza la tarjeta, declinado, pago fallido
instrucciones, manual, guía de uso, modo de empleo, cómo se usa, manual de uso, instructivo
montaje, montar, ensamblar, instalación, instalar, armar, armado, ensamblaje
privacidad, RGPD, GDPR, protección de datos, datos personales
sin contacto, contactless, Apple Pay, Google Pay, pago con el móvil
aplazar, posponer, cambiar la fecha
grosero, maleducado, descortés
rayado, arañazo, rayón, abollado
gotea, fuga, pierde agua
comer, almuerzo
marido, esposo, mujer
)"},
}};

}  // namespace

std::span<const SynonymList> synonym_lists() { return kLists; }

}  // namespace storeside::search
