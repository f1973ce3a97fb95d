import QtQuick

ListView {
    leftMargin: 48
    clip: true
    model: Window.window ? Window.window.shop.popular : []
    delegate: Hit { touch: "hit-" + modelData.id; title: modelData.title }
    header: Column {
        spacing: 24
        Words { height: 60; text: "What can we help you with?"; font { pixelSize: 48; bold: true } }
        Field { touch: "question" }
        Item { width: 1; height: 1 }
        Card { touch: "find-answer"; icon: "\uf0be"; title: "Find an answer"; lead: "Search or browse by topic" }
        Card { touch: "find-order"; icon: "\uf3d6"; title: "Find my order"; lead: "With its number and your e-mail" }
        Card { touch: "call-person"; icon: "\uf004"; title: "Call a person"; lead: "Here in the store or in a chat" }
        Words { height: 98; text: "Often asked"; font { pixelSize: 36; bold: true } }
    }
}
