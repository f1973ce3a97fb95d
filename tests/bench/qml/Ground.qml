// White, rounded, with a shadow while no finger is on it.
import QtQuick

Item {
    property bool pressed
    property alias radius: ground.radius
    BorderImage {
        anchors { fill: parent; margins: -40; topMargin: -32; bottomMargin: -48 }
        source: "shadow.png"
        border { left: 64; top: 64; right: 64; bottom: 64 }
        visible: !parent.pressed
    }
    Rectangle {
        id: ground
        anchors.fill: parent
        radius: 24
        color: parent.pressed ? "#f0f0f1" : "white"
    }
}
