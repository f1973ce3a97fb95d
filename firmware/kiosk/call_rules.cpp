// Calling a person: one ticket with everything the shopper already told, then a conversation, then a rating.
#include <algorithm>

#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {
void anywhere(const CalledPerson&, Turn& turn) {
    if (turn.at<CallAgent>()) return;
    if (const auto& contact = turn.session().contact; contact && !is_over(*contact)) {
        if (!turn.at<Conversation>()) turn.go(Conversation{});
        return;
    }
    turn.go(CallAgent{.id = turn.fresh(),
                      .channel = turn.device().online ? tickets::Channel::chat : tickets::Channel::message,
                      .question = turn.last_words()});  // they need not type again what they searched for
}

void on(CallAgent& place, const ChoseChannel& event, Turn&) {
    if (!place.sending) place.channel = event.channel;
}

void on(CallAgent& place, const OpenedKeyboard&, Turn&) { place.typing = !place.sending; }
void on(CallAgent& place, const ClosedKeyboard&, Turn&) { place.typing = false; }
void on(CallAgent& place, const Submitted&, Turn&) { place.typing = false; }

void on(CallAgent& place, const Typed& event, Turn&) {
    if (!place.sending) place.question.append(event.text);
}

void on(CallAgent& place, const Erased&, Turn&) {
    if (!place.sending) place.question.pop_character();
}

void on(CallAgent& place, const Cleared&, Turn&) {
    if (!place.sending) place.question.clear();
}

void on(CallAgent& place, const SentCall&, Turn& turn) {
    if (place.sending || turn.session().calling) return;
    place.sending = true;
    place.typing = false;
    place.failed = false;
    auto& session = turn.session();
    Contact contact{.ticket = place.id, .code = short_code(place.id), .channel = place.channel};
    if (!place.question.empty())
        contact.bubbles.push_back({place.id, true, "", std::string(place.question.view()), turn.now(), true});
    session.calling = std::move(contact);
    turn.run(Append{session.number, tickets::Ticket{.id = place.id,
                                                    .code = short_code(place.id),
                                                    .created_at = turn.now(),
                                                    .language = session.language,
                                                    .channel = place.channel,
                                                    .question = std::string(place.question.view()),
                                                    .journey = session.journey,
                                                    .orders = session.orders}});
}

// The code is shown only now that the ticket is durable (mail() has made it the session's contact).
void on(CallAgent& place, const Appended& event, Turn& turn) {
    if (event.id != place.id) return;
    place.sending = false;
    place.failed = !event.durable;
    if (event.durable) turn.replace(Conversation{});
}

void on(Conversation& place, const OpenedKeyboard&, Turn&) { place.typing = true; }
void on(Conversation& place, const ClosedKeyboard&, Turn&) { place.typing = false; }
void on(Conversation& place, const Typed& event, Turn&) { place.draft.append(event.text); }
void on(Conversation& place, const Erased&, Turn&) { place.draft.pop_character(); }
void on(Conversation& place, const Cleared&, Turn&) { place.draft.clear(); }

void on(Conversation& place, const Submitted&, Turn& turn) {
    auto& contact = turn.session().contact;
    if (!contact || place.draft.empty()) return;
    const tickets::Message message{turn.fresh(), contact->ticket, turn.now(),
                                   std::string(place.draft.view())};
    contact->bubbles.push_back({message.id, true, "", message.text, turn.now(), false});
    place.draft.clear();
    place.typing = false;
    turn.run(Append{turn.session().number, message});
}

void on(Conversation&, const LeftConversation&, Turn& turn) { turn.go(Rate{turn.fresh()}); }

void on(Rate& place, const Rated& event, Turn& turn) {
    if (event.score < 1 || event.score > 5) return;
    const auto& contact = turn.session().contact;
    const tickets::Rating rating{.id = place.id,
                                 .ticket = contact ? contact->ticket : Id{},
                                 .created_at = turn.now(),
                                 .score = event.score};
    // Of the next session already, so that the thank-you hears whether the box could keep it.
    turn.end_with_thanks(rating.id);
    turn.run(Append{turn.session().number, rating});
}

void on(Thanks& place, const Appended& event, Turn&) {
    if (event.id == place.rating && !event.durable) place.unsaved = true;
}

void mail(const ReplyArrived& event, Turn& turn) {
    auto& contact = turn.session().contact;
    if (!contact || contact->ticket != event.reply.ticket) return;
    if (std::ranges::find(contact->bubbles, event.reply.id, &Bubble::id) != contact->bubbles.end()) return;
    contact->bubbles.push_back(
        {event.reply.id, false, event.reply.from, event.reply.text, event.reply.created_at, true});
    contact->state = tickets::State::answered;
    ++contact->unread;
    // Somebody is talking to the shopper: that is activity too.
    turn.session().last_activity = turn.now();
    turn.session().warned_at.reset();
}

void mail(const TicketMoved& event, Turn& turn) {
    auto& contact = turn.session().contact;
    if (contact && contact->ticket == event.ticket) contact->state = event.state;
}

// The shopper may have gone elsewhere while the box was writing.
void mail(const Appended& event, Turn& turn) {
    auto& session = turn.session();
    if (session.calling && session.calling->ticket == event.id) {
        if (event.durable) session.contact = std::move(session.calling);
        session.calling.reset();
    } else if (session.contact && event.durable) {
        for (auto& bubble : session.contact->bubbles)
            if (bubble.id == event.id) bubble.stored = true;
    }
}

}  // namespace storeside::kiosk
