namespace ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

internal static class Squirtle
{
    public static void Draw(Canvas canvas)
    {
        Colour edge = "23405A";
        var badge = Avatar.Badge(canvas, "D5F1EC", "74C2C4");

        var shell = Shape.Ellipse(128, 222, 104, 76);
        canvas.Fill(shell.Edge(7), edge, badge);
        canvas.Fill(shell, new Paint("D8A866", "A66A38"), badge);
        canvas.Fill(Shape.Ellipse(128, 228, 90, 68), "F7EBD2", badge);
        canvas.Fill(Shape.Ellipse(128, 228, 84, 62), new Paint("7FC4EA", "5AA5D6"), badge);

        var belly = Shape.Blob((84, 272), (88, 212), (128, 200), (168, 212), (172, 272));
        canvas.Fill(belly.Edge(6), edge, badge);
        canvas.Fill(belly, new Paint("FBE2A0", "EFC36F"), badge);
        canvas.Fill(Shape.Line(4, (128, 200), (128, 256)).With(Shape.Line(4, (86, 232), (128, 238), (170, 232))), new Colour(0.6, 0.4, 0.15, 0.6), badge);

        var head = Shape.Blob((128, 34), (176, 46), (206, 90), (204, 140), (176, 184), (128, 196), (80, 184), (52, 140), (50, 90), (80, 46));
        canvas.Draw(head, new Paint("A9DEF7", "6AB5E2"), edge);
        canvas.Fill(Shape.Ellipse(128, 200, 76, 22), new Colour(0.1, 0.3, 0.6, 0.2), head);
        canvas.Fill(Shape.Ellipse(98, 62, 26, 13, -24), new Colour(1, 1, 1, 0.45), head);

        Avatar.FillPair(canvas, Shape.Ellipse(88, 118, 22, 26), "FFFFFF", head);
        Avatar.Eyes(canvas, 90, 118, 17, 23, "B4442F", "3A1B1B");
        Avatar.FillPair(canvas, Shape.Ellipse(121, 142, 2.6, 2.2), edge);
        var mouth = Shape.Blob((94, 154), (128, 162), (162, 154), (150, 176), (128, 182), (106, 176));
        canvas.Fill(mouth, "8E2F3A");
        canvas.Fill(Shape.Ellipse(128, 180, 20, 9), "F0919B", mouth);
        canvas.Fill(Shape.Line(4.5, (88, 149), (104, 158), (128, 161), (152, 158), (168, 149)), edge);
        Avatar.FillPair(canvas, Shape.Ellipse(66, 148, 11, 7), new Colour(0.95, 0.5, 0.6, 0.5), head);
    }
}
