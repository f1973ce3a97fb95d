import QtQuick

Touch {
    id: field
    property string words
    property bool typing: false
    width: 984
    height: 104
    Rectangle {
        anchors.fill: parent
        radius: 20
        border { width: field.typing ? 4 : 2; color: field.typing ? "#1a56db" : "#575c66" }
    }
    Icon { x: 28; height: 104; text: "\uf349"; color: "#575c66" }
    Words {
        x: 84
        height: 104
        text: field.words || "Type a few words"
        color: field.words ? "#16181d" : "#575c66"
        font.pixelSize: field.typing ? 36 : 30
    }
}
