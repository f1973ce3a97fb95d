#include "firmware/content/intent_phrases.hpp"

#include <array>

namespace storeside::content {
namespace {

constexpr std::array<Phrases, 28> kPhrases = {{
    {"en", Intent::order_status,
     "where order|where parcel|where package|where delivery|order status|status delivery|track order|"
     "track parcel|track package|track delivery|order arrive|order arrived|order come|order ready|"
     "find my order|check my order|look up order|see my order"},
    {"en", Intent::opening_hours,
     "opening hours|opening times|opening time|business hours|store hours|shop hours|are open|still open|"
     "when you open|when store open|when shop open|time you open|time store open|time shop open|"
     "open today|open tomorrow|open now|open tonight|open sunday|open saturday|open holiday|open late|"
     "when you close|when store close|when shop close|time you close|time store close|time shop close|"
     "close today|close tonight|closing time|closed today"},
    {"en", Intent::returns,
     "return|where return|return order|give back|bring back|send back|take back|money back|refund"},
    {"en", Intent::person,
     "human|human being|real person|live person|talk person|speak person|need person|want person|"
     "call person|get person|talk someone|speak someone|call someone|talk somebody|speak somebody|"
     "call somebody|call staff|talk staff|speak staff|call employee|talk employee|speak employee|"
     "call assistant|shop assistant|sales assistant|live agent|talk agent|speak agent|customer service|"
     "speak manager|talk manager"},

    {"el", Intent::order_status,
     "που παραγγελία|κατάσταση παραγγελίας|πορεία παραγγελίας|εξέλιξη παραγγελίας|"
     "παρακολούθηση παραγγελίας|παρακολουθήσω παραγγελία|πότε έρθει παραγγελία|πότε φτάσει παραγγελία|"
     "πότε έρχεται παραγγελία|έφτασε παραγγελία|ήρθε παραγγελία|έτοιμη παραγγελία|βρω παραγγελία|"
     "ψάχνω παραγγελία|που δέμα|που πακέτο"},
    {"el", Intent::opening_hours,
     "ωράριο|ώρες λειτουργίας|ώρα κλείνετε|ώρα ανοίγετε|ώρα κλείνει|ώρα ανοίγει|πότε κλείνετε|"
     "πότε ανοίγετε|πότε κλείνει|πότε ανοίγει|είστε ανοιχτά|είναι ανοιχτό|είστε ανοιχτοί|"
     "ανοιχτά σήμερα|ανοιχτά αύριο|ανοιχτά κυριακή|ανοιχτό σήμερα|ανοιχτό κυριακή|μέχρι ανοιχτά"},
    {"el", Intent::returns,
     "επιστροφή|επιστροφές|επιστρέψω|επιστρέφω|επιστρέφεται|επιστρέψουμε|γυρίσω πίσω|δώσω πίσω|φέρω πίσω|"
     "λεφτά πίσω|χρήματα πίσω|που επιστρέψω|επιστρέψω παραγγελία|επιστροφή παραγγελίας"},
    {"el", Intent::person,
     "άνθρωπος|άνθρωπο|υπάλληλος|υπάλληλο|πωλητής|πωλητή|πωλήτρια|εκπρόσωπος|εκπρόσωπο|μιλήσω κάποιον|"
     "μιλήσω υπεύθυνο|φωνάξτε κάποιον|καλέστε κάποιον|θέλω κάποιον|εξυπηρέτηση πελατών"},

    {"ru", Intent::order_status,
     "где заказ|где посылка|где доставка|статус заказа|отследить заказ|отследить посылку|"
     "отслеживание заказа|когда придёт заказ|когда приедет заказ|когда будет заказ|"
     "когда привезут заказ|пришёл заказ|заказ готов|найти заказ|проверить заказ|узнать заказ"},
    {"ru", Intent::opening_hours,
     "часы работы|режим работы|график работы|время работы|скольки работаете|скольки открыты|"
     "скольки работает|сколько открываетесь|сколько закрываетесь|сколько открывается|"
     "сколько закрывается|когда открываетесь|когда закрываетесь|когда открывается|когда закрывается|"
     "вы открыты|магазин открыт|открыто сегодня|открыто завтра|открыто воскресенье|работаете сегодня|"
     "работаете завтра|работаете воскресенье|работаете выходные|которого часа"},
    {"ru", Intent::returns,
     "вернуть|верну|возврат|возвращаю|вернуть деньги|вернуть заказ|где вернуть|возврат заказа|"
     "сдать обратно|деньги назад"},
    {"ru", Intent::person,
     "живой человек|нужен человек|позвать человека|позовите человека|поговорить человеком|сотрудник|"
     "продавец|продавца|консультант|оператор|менеджер|позовите кого-нибудь"},

    {"hr", Intent::order_status,
     "gdje narudžba|gdje paket|gdje pošiljka|status narudžbe|pratiti narudžbu|praćenje narudžbe|"
     "pratiti paket|kada stiže narudžba|kad stiže narudžba|kada dolazi narudžba|kad dolazi narudžba|"
     "stigla narudžba|narudžba spremna|naći narudžbu|pronaći narudžbu|provjeriti narudžbu"},
    {"hr", Intent::opening_hours,
     "radno vrijeme|kada otvarate|kada zatvarate|kad otvarate|kad zatvarate|kada se otvara|"
     "kada se zatvara|sati otvarate|sati zatvarate|do kada radite|do kad radite|do koliko radite|"
     "sati radite|radite danas|radite sutra|radite nedjeljom|radite subotom|radi nedjeljom|"
     "otvoreni danas|otvoreno danas|otvoreni nedjeljom|jeste otvoreni|je otvoreno|trgovina otvorena"},
    {"hr", Intent::returns,
     "povrat|vratiti|vratim|vraćam|vraćanje|gdje vratiti|vratiti narudžbu|povrat narudžbe|novac natrag"},
    {"hr", Intent::person,
     "čovjek|čovjekom|živa osoba|trebam osobu|razgovarati osobom|razgovarati nekim|pričati nekim|"
     "djelatnik|djelatnika|zaposlenik|zaposlenika|osoblje|prodavač|prodavača|agent|operater|"
     "pozvati nekoga|pozovite nekoga|zovite nekoga"},

    {"tr", Intent::order_status,
     "siparişim nerede|sipariş nerede|siparişimin durumu|sipariş durumu|sipariş takip|sipariş takibi|"
     "kargom nerede|kargo nerede|kargo takip|kargo takibi|paketim nerede|siparişim zaman|siparişim geldi|"
     "sipariş geldi|siparişim hazır|sipariş hazır|siparişimi bul|siparişimi bulmak|sipariş sorgula"},
    {"tr", Intent::opening_hours,
     "çalışma saatleri|çalışma saatiniz|açılış saati|kapanış saati|açılış saatleri|mağaza saatleri|"
     "kaçta kapanıyorsunuz|kaçta açılıyorsunuz|kaçta kapanıyor|kaçta açılıyor|kaça kadar|"
     "zaman kapanıyorsunuz|zaman açılıyorsunuz|zaman kapanıyor|zaman açılıyor|bugün açık|yarın açık|"
     "pazar açık|cumartesi açık|açık mısınız"},
    {"tr", Intent::returns,
     "iade|iadesi|iade etmek|sipariş iade|siparişimi iade|nerede iade|geri vermek|geri getirmek|"
     "geri getirebilir|paramı geri"},
    {"tr", Intent::person,
     "insanla|gerçek insan|biriyle konuşmak|biriyle görüşmek|birini çağır|birini çağırın|görevli|"
     "görevliyle|yetkili|yetkiliyle|personel|temsilci|temsilcisi|satış danışmanı|canlı destek"},

    {"de", Intent::order_status,
     "wo bestellung|wo paket|wo sendung|wo lieferung|bestellstatus|status bestellung|"
     "bestellung verfolgen|sendung verfolgen|paket verfolgen|sendungsverfolgung|wann kommt bestellung|"
     "wann kommt paket|bestellung da|bestellung angekommen|bestellung fertig|bestellung finden|"
     "bestellung abholbereit"},
    {"de", Intent::opening_hours,
     "öffnungszeiten|öffnungszeit|ladenschluss|lange offen|lange geöffnet|wann öffnen|wann öffnet|"
     "wann schließen|wann schließt|wann macht zu|wann macht auf|heute offen|heute geöffnet|"
     "morgen offen|morgen geöffnet|sonntag offen|sonntag geöffnet|haben offen|haben geöffnet|"
     "habt offen|habt geöffnet"},
    {"de", Intent::returns,
     "zurückgeben|zurückbringen|zurückschicken|rückgabe|retoure|erstattung|geld zurück|"
     "ware zurück|wo zurückgeben|bestellung zurückgeben|bestellung zurückschicken"},
    {"de", Intent::person,
     "mensch|menschen|mitarbeiter|mitarbeiterin|verkäufer|verkäuferin|berater|beraterin|echte person|"
     "person sprechen|jemand sprechen|jemandem sprechen|jemanden sprechen|jemanden rufen|kundenservice"},

    {"es", Intent::order_status,
     "dónde pedido|dónde paquete|dónde envío|estado pedido|seguir pedido|seguimiento pedido|"
     "rastrear pedido|cuándo llega pedido|llegado pedido|pedido listo|buscar pedido|encontrar pedido|"
     "consultar pedido"},
    {"es", Intent::opening_hours,
     "horario|horarios|hora abren|hora cierran|hora abre|hora cierra|cuándo abren|cuándo cierran|"
     "cuándo abre|cuándo cierra|están abiertos|está abierto|abierto hoy|abiertos hoy|abren hoy|"
     "abierto mañana|abren mañana|abierto domingo|abren domingo"},
    {"es", Intent::returns,
     "devolver|devuelvo|devolución|devoluciones|reembolso|dinero vuelta|"
     "dónde devolver|devolver pedido|devolución pedido"},
    {"es", Intent::person,
     "humano|persona real|hablar persona|necesito persona|hablar alguien|llamar alguien|empleado|"
     "empleada|dependiente|vendedor|vendedora|hablar agente|atención cliente"},
}};

}  // namespace

std::span<const Phrases> intent_phrases() { return kPhrases; }

}  // namespace storeside::content
