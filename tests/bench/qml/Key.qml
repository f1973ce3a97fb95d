import QtQuick

Touch {
    id: key
    property string letter
    property string label: letter
    touch: "keyboard/" + letter
    width: 104
    height: 112
    Rectangle { x: 4; y: 7; width: key.width - 8; height: 101; radius: 14; color: "#24161816"; visible: !key.pressed }
    Rectangle { x: 4; y: 4; width: key.width - 8; height: 101; radius: 14; color: key.pressed ? "#e3e3e4" : "white" }
    Words { y: 4; width: key.width; height: 101; horizontalAlignment: Text.AlignHCenter; text: key.label; font.pixelSize: 36 }
}
