import QtQuick

Touch {
    touch: "begin"
    scale: 1
    Rectangle { y: -136; width: 1080; height: 1920; color: "#0b6b4f" }
    Words {
        x: 48
        y: 840 - 136
        width: 984
        text: Window.window ? Window.window.shop.greeting : ""
        color: "white"
        font { pixelSize: 72; bold: true }
        wrapMode: Text.Wrap
    }
    Words { x: 48; y: 1020 - 136; text: "Touch to begin"; color: "white" }
}
