#include "firmware/search/stop_words.hpp"

#include <array>
#include <map>
#include <set>
#include <string>

#include "firmware/search/fold.hpp"

namespace storeside::search {
namespace {

struct Row {
    std::string_view language;
    std::string_view words;  // spaces between
};

constexpr std::array<Row, 7> kRows = {{
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

using Words = std::set<std::string, std::less<>>;

std::map<std::string, Words, std::less<>> folded_rows() {
    std::map<std::string, Words, std::less<>> all;
    for (const auto& row : kRows)
        for (const auto& token : tokens(row.words, row.language, row.words.size()))
            all[std::string(row.language)].insert(token.word);
    return all;
}

}  // namespace

bool is_stop_word(std::string_view folded, std::string_view language) {
    static const auto kAll = folded_rows();
    const auto words = kAll.find(base_language(language));
    return words != kAll.end() && words->second.contains(folded);
}

}  // namespace storeside::search
