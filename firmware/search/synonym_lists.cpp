#include "firmware/search/synonym_lists.hpp"

#include <array>

namespace storeside::search {
namespace {

constexpr std::array<SynonymList, 1> kLists = {{
    {"en", R"(
exchange, replace, replacement, swap
refund, reimburse, reimbursement, repay, moneyback, money back
return, give back, send back, bring back, take back
buy, purchase, order, shop
cost, price, charge, fee, expensive, rate, how much
delivery, deliver, ship, shipping, shipment, dispatch, courier
parcel, package, packet, shipment
late, delay, delayed, overdue, slow, long
arrive, come, receive, get, reach
cancel, stop, undo, abort
broken, damaged, faulty, defective, defect, not working, does not work, stopped working
lost, missing, stolen, misplaced
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
job, work, career, vacancy, hiring
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
)"},
}};

}  // namespace

std::span<const SynonymList> synonym_lists() { return kLists; }

}  // namespace storeside::search
