import QtQuick

Item {
    id: search

    readonly property var shop: Window.window ? Window.window.shop : null
    readonly property string words: Window.window ? Window.window.words : ""

    function found() {
        if (!shop) return [];
        if (!words) return shop.popular;
        return shop.articles.filter((a) => (a.title + " " + a.lead).toLowerCase().includes(words)).slice(0, 20);
    }

    Field { x: 48; typing: true; words: search.words }
    ListView {
        y: 144
        width: 1080
        height: keyboard.y - y
        leftMargin: 48
        clip: true
        model: search.found()
        delegate: Hit {
            touch: "hit-" + modelData.id
            title: modelData.title
            lead: search.words ? modelData.lead : ""
        }
        header: Words {
            height: search.words ? 0 : 98
            visible: !search.words
            text: "Often asked"
            font { pixelSize: 36; bold: true }
        }
    }
    Rectangle {
        id: keyboard
        y: search.height - height
        width: 1080
        height: 496
        color: "#efefea"
        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 16
            Repeater {
                model: ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
                Row {
                    anchors.horizontalCenter: parent.horizontalCenter
                    Repeater {
                        model: [...modelData]
                        Key { letter: modelData }
                    }
                }
            }
            Key { anchors.horizontalCenter: parent.horizontalCenter; letter: "space"; label: "Space"; width: 520 }
        }
    }
}
