import QtQuick

Text {
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    color: "#16181d"
    font { family: "Material Design Icons"; pixelSize: 40 }
}
