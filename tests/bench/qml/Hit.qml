// A line of a list that leads to an article; its lead stands below the title if there is to be one.
import QtQuick

Touch {
    id: hit
    property string title
    property string lead
    width: 984
    height: Math.max(112, 42 + small.height) + 2
    Rectangle { anchors.fill: parent; color: "#efefea"; visible: hit.pressed }
    Words { y: hit.lead ? 0 : 35; width: 944; height: 42; text: hit.title; elide: Text.ElideRight }
    Words {
        id: small
        y: 42
        width: 944
        height: hit.lead ? implicitHeight : 0
        visible: hit.lead
        text: hit.lead
        color: "#575c66"
        wrapMode: Text.Wrap
    }
    Icon { x: 944; height: parent.height; text: "\uf142" }
    Rectangle { y: parent.height - 2; width: 984; height: 2; color: "#dadad2" }
}
