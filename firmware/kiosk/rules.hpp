// The table of the core: one function per place and event that means something there. Whatever is not listed
// changes nothing. Rules that hold everywhere come first; a place's own rule is asked afterwards.
#pragma once
#include "firmware/kiosk/turn.hpp"

namespace storeside::kiosk {

// Everywhere in a session
void anywhere(const WentHome&, Turn&);
void anywhere(const WentBack&, Turn&);
void anywhere(const Finished&, Turn&);
void anywhere(const OpenedLanguages&, Turn&);
void anywhere(const OpenedAccessibility&, Turn&);
void anywhere(const ChoseTextSize&, Turn&);
void anywhere(const ToggledAid&, Turn&);
void anywhere(const ChangedSpeech&, Turn&);
void anywhere(const AskedToRepeat&, Turn&);
void anywhere(const CalledPerson&, Turn&);
void anywhere(const OpenedSearch&, Turn&);
void anywhere(const OpenedCategory&, Turn&);
void anywhere(const OpenedHit&, Turn&);
void anywhere(const OpenedOrders&, Turn&);
void anywhere(const Scanned&, Turn&);
void anywhere(const OpenedStore&, Turn&);

// Attract, Thanks, Languages
void on(Attract&, const Began&, Turn&);
void on(Attract&, const HeldCorner&, Turn&);
void on(Home&, const HeldCorner&, Turn&);
void on(Thanks&, const Finished&, Turn&);
void on(Thanks&, const Appended&, Turn&);
void on(Languages&, const ChoseLanguage&, Turn&);

// Finding an answer
void on(Search&, const Typed&, Turn&);
void on(Search&, const Erased&, Turn&);
void on(Search&, const Cleared&, Turn&);
void on(Search&, const Submitted&, Turn&);
void on(Search&, const ChoseSuggestion&, Turn&);
void on(Search&, const Found&, Turn&);
void on(Browse&, const Found&, Turn&);
void on(Reading&, const ArticleLoaded&, Turn&);
void on(Reading&, const Helped&, Turn&);
void on(Guiding&, const GuideLoaded&, Turn&);
void on(Guiding&, const ChoseChoice&, Turn&);

bool step_back(Guiding&);  // false at the first step: Back leaves the guide

// Asking in one's own words
void on(Search&, const OpenedAsk&, Turn&);
void on(Ask&, const OpenedKeyboard&, Turn&);
void on(Ask&, const ClosedKeyboard&, Turn&);
void on(Ask&, const Typed&, Turn&);
void on(Ask&, const Erased&, Turn&);
void on(Ask&, const Cleared&, Turn&);
void on(Ask&, const Submitted&, Turn&);
void on(Ask&, const AskedAbout&, Turn&);
void on(Ask&, const Answered&, Turn&);

// Finding an order
void on(OrderEntry&, const ChoseField&, Turn&);
void on(OrderEntry&, const Typed&, Turn&);
void on(OrderEntry&, const Erased&, Turn&);
void on(OrderEntry&, const Cleared&, Turn&);
void on(OrderEntry&, const Submitted&, Turn&);
void on(OrderEntry&, const OrderArrived&, Turn&);
void on(Attract&, const Scanned&, Turn&);
void on(Thanks&, const Scanned&, Turn&);

// Calling a person
void on(CallAgent&, const ChoseChannel&, Turn&);
void on(CallAgent&, const OpenedKeyboard&, Turn&);
void on(CallAgent&, const ClosedKeyboard&, Turn&);
void on(CallAgent&, const Typed&, Turn&);
void on(CallAgent&, const Erased&, Turn&);
void on(CallAgent&, const Cleared&, Turn&);
void on(CallAgent&, const Submitted&, Turn&);
void on(CallAgent&, const SentCall&, Turn&);
void on(CallAgent&, const Appended&, Turn&);
void on(Conversation&, const OpenedKeyboard&, Turn&);
void on(Conversation&, const ClosedKeyboard&, Turn&);
void on(Conversation&, const Typed&, Turn&);
void on(Conversation&, const Erased&, Turn&);
void on(Conversation&, const Cleared&, Turn&);
void on(Conversation&, const Submitted&, Turn&);
void on(Conversation&, const LeftConversation&, Turn&);
void on(Rate&, const Rated&, Turn&);

// Staff
void on(PinEntry&, const Typed&, Turn&);
void on(PinEntry&, const Erased&, Turn&);
void on(PinEntry&, const Cleared&, Turn&);
void on(PinEntry&, const Submitted&, Turn&);
void on(PinEntry&, const PinChecked&, Turn&);
void on(StaffPage&, const StatusArrived&, Turn&);
void on(StaffPage&, const LeftStaff&, Turn&);

// Meeting the hub
void on(Attract&, const NotSetUp&, Turn&);
void on(StaffPage&, const OpenedSetup&, Turn&);
void on(Setup&, const ChoseLanguage&, Turn&);
void on(Setup&, const ChoseSetupField&, Turn&);
void on(Setup&, const Typed&, Turn&);
void on(Setup&, const Erased&, Turn&);
void on(Setup&, const Cleared&, Turn&);
void on(Setup&, const Submitted&, Turn&);
void on(Setup&, const Scanned&, Turn&);
void on(Setup&, const Enrolled&, Turn&);
void on(Setup&, const LeftStaff&, Turn&);
void on(Setup&, const Finished&, Turn&);

// A headset that is plugged in begins to speak, on the attract screen as in a session.
void headset(const HeadsetChanged&, Turn&);
// They come between two sessions; should one have begun meanwhile, it goes by them from here on.
void settings(const SettingsChanged&, Turn&);

// Mail reaches the session wherever the shopper is.
void mail(const ReplyArrived&, Turn&);
void mail(const TicketMoved&, Turn&);
void mail(const Appended&, Turn&);

}  // namespace storeside::kiosk
