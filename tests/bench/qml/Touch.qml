// What can be touched; `touch` says what the window is told. It looks smaller while a finger is on it.
import QtQuick

MouseArea {
    property string touch
    scale: pressed ? 0.98 : 1
    onClicked: if (touch) Window.window.touched(touch)
}
