import QtQuick

Text {
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    wrapMode: Text.NoWrap
    color: "#16181d"
    font { family: "Noto Sans"; pixelSize: 30 }
}
