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

constexpr std::array<Askers, 7> kAskers = {{
    {"en",
     "a an the i i'm i'd i've me my mine we our us you your it its is isn't are am was were be been do does "
     "did don't doesn't didn't can can't cannot could would will won't shall should may might must have has "
     "haven't had what what's which who whose how when where where's why there here this that these those "
     "to of in on at for from with by about as and or but if not no yes please thank thanks hello hi hey "
     "tell show say want need like help know find get give some any something anything let look looking "
     "question ask possible kindly just really much many so too also up out sell buy"},
    {"el",
     "ο η το οι τα τον την του της των τους τις στο στη στην στον στα στις στους ένα έναν ένας μια μία και "
     "κι αν να θα ας δεν μη μην ναι όχι με σε για από ως που πού πως πώς πότε τι ποιο ποιος ποια ποιοι "
     "πόσο γιατί είναι είμαι είσαι είστε έχω έχεις έχει έχετε μου μας σας σου μπορώ μπορείς μπορείτε "
     "μπορεί θέλω θέλετε θα ήθελα χρειάζομαι χρειάζεται πρέπει βρω βρίσκω βρίσκεται κάνω πείτε ξέρω ξέρετε "
     "παρακαλώ ευχαριστώ γεια αυτό αυτή αυτός κάτι εδώ εκεί υπάρχει υπάρχουν βοήθεια βοηθήστε εγώ εσείς "
     "πουλάτε αγοράσω"},
    {"ru",
     "я мне меня мной мой моя моё мои моего мою вы вас вам вами ваш ваша ваше ваши у в во на с со к ко из за "
     "от до для по о об при и или а но не нет да ли бы же что чтобы это этот эта эти этого то как где куда "
     "откуда когда почему зачем сколько какой какая какое какие кто есть быть был была было могу может "
     "можете можно нужно нужен нужна надо хочу хотел хотела бы узнать скажите подскажите покажите помогите "
     "помощь пожалуйста спасибо здравствуйте привет найти здесь тут там ещё если продаёте купить"},
    {"hr",
     "ja mi meni me moj moja moje moju vi vas vam vaš vaša vaše ti ga je su sam si smo ste bi bih li se i "
     "ili "
     "a ali pa ne da u na iz od do za sa s po o pri kod kako gdje kada kad kamo zašto što sto tko koji koja "
     "koje koliko ima imate imam biti mogu možemo možete može moram trebam treba želim htio htjela znati "
     "znate naći nalazi recite pokažite pomoć pomozite molim hvala bok dobar dan to ovo taj ta ovaj ova neki "
     "nešto ovdje tu tamo ako prodajete kupiti"},
    {"tr",
     "ben bana beni benim biz bize bizim siz size sizi sizin bu şu o bir ve veya ya ile için de da ki mi mı "
     "mu mü ne nasıl nerede nereye nereden neden niçin niye hangi kaç kim ne zaman var yok olur olabilir "
     "mısınız misiniz musunuz müsünüz mıyım miyim muyum müyüm istiyorum isterim istiyoruz lazım gerek "
     "gerekiyor bulabilirim bulurum bulmak nedir öğrenmek bilmek söyler gösterir yardım lütfen merhaba "
     "selam teşekkürler acaba şey burada orada ama eğer evet hayır satıyor satıyorsunuz satın"},
    {"de",
     "ich mir mich mein meine meinen meinem meiner wir uns unser sie ihr ihre ihnen du dir dich es er der "
     "die "
     "das den dem des ein eine einen einem einer ist sind war waren bin sein hat habe haben hatte wird "
     "werden "
     "kann können könnte könnten möchte möchten will wollen würde soll darf dürfen muss wo wohin wie wann "
     "was "
     "wer warum wieso welche welcher welches wieviel viel und oder aber denn wenn nicht kein keine ja nein "
     "in "
     "im an am auf zu zum zur von vom mit für bei nach aus über um so bitte danke hallo hier dort da dieser "
     "diese dieses gibt finde finden brauche sagen zeigen wissen hilfe helfen etwas man auch noch mal "
     "verkaufen kaufen"},
    {"es",
     "yo me mi mis mí nosotros nos usted ustedes su sus tu tus te se le el él la los las lo un una unos unas "
     "es son ser está están estoy era hay he ha han haber de del en a al con por para sin sobre y e o u no "
     "sí "
     "si que qué cómo dónde adónde cuándo cuál cuáles cuánto cuánta cuántos quién quiero quisiera queremos "
     "puedo puede pueden podría necesito tengo tiene tienen saber decir encontrar busco ayuda ayudar favor "
     "gracias hola buenos días aquí ahí allí esto este esta ese esa eso algo también muy más venden comprar"},
}};

}  // namespace

std::span<const Phrases> intent_phrases() { return kPhrases; }
std::span<const Askers> asking_words() { return kAskers; }

}  // namespace storeside::content
