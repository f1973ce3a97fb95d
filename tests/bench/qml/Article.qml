import QtQuick

Item {
    id: screen

    property var article
    readonly property bool helped: Window.window ? Window.window.helped : false

    Flickable {
        x: 48
        width: 984
        height: question.y
        contentHeight: text.height
        clip: true
        Column {
            id: text
            width: 984
            spacing: 24
            Words { width: 984; text: screen.article.title; wrapMode: Text.Wrap; font { pixelSize: 48; bold: true } }
            Words { width: 984; text: screen.article.lead; wrapMode: Text.Wrap; font.pixelSize: 36 }
            Repeater {
                model: screen.article.body
                Words { width: 984; text: modelData; wrapMode: Text.Wrap }
            }
        }
    }
    Item {
        id: question
        x: 48
        y: screen.height - height
        width: 984
        height: 212
        visible: !screen.helped
        Words { y: 48; height: 50; text: "Did this help?"; font { pixelSize: 36; bold: true } }
        Row {
            y: 114
            spacing: 24
            Repeater {
                model: [{"id": "helped-yes", "text": "Yes"}, {"id": "helped-no", "text": "No"}]
                Touch {
                    id: answer
                    touch: modelData.id
                    width: 480
                    height: 96
                    Ground { anchors.fill: parent; radius: 20; pressed: answer.pressed }
                    Words {
                        anchors.fill: parent
                        horizontalAlignment: Text.AlignHCenter
                        text: modelData.text
                        font.bold: true
                    }
                }
            }
        }
    }
    Column {
        x: 48
        y: screen.height - height
        spacing: 40
        visible: screen.helped
        Rectangle {
            width: 984
            height: 90
            radius: 20
            color: "#eef4f0"
            Words { x: 24; height: 90; text: "Good. Anything else? Otherwise you are done." }
        }
        Rectangle {
            width: 984
            height: 120
            radius: 20
            color: "#0b6b4f"
            Words {
                anchors.fill: parent
                horizontalAlignment: Text.AlignHCenter
                text: "I am done"
                color: "white"
                font { pixelSize: 36; bold: true }
            }
        }
    }
}
