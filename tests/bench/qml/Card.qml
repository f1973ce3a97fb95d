import QtQuick

Touch {
    id: card
    property string icon
    property string title
    property string lead
    width: 984
    height: 160
    Ground { anchors.fill: parent; pressed: card.pressed }
    Rectangle { x: 32; y: 36; width: 88; height: 88; radius: 20; color: "#efefea" }
    Icon { x: 48; height: 160; text: card.icon; font.pixelSize: 56 }
    Words { x: 148; y: 32; height: 50; text: card.title; font { pixelSize: 36; bold: true } }
    Words { x: 148; y: 82; height: 42; text: card.lead; color: "#575c66" }
    Icon { x: 912; height: 160; text: "\uf142" }
}
