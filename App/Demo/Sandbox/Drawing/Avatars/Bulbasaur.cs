namespace ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

internal static class Bulbasaur
{
    public static void Draw(Canvas canvas)
    {
        Colour edge = "23423F";
        var badge = Avatar.Badge(canvas, "F7E7A1", "E9B872");

        var bulb = Shape.Blob((128, 12), (152, 44), (196, 74), (200, 118), (166, 142), (128, 146), (90, 142), (56, 118), (60, 74), (104, 44));
        canvas.Draw(bulb, new Paint("A6D86B", "4E9A4B"), edge);
        Avatar.FillPair(canvas, Shape.Line(4, (126, 22), (104, 64), (92, 104), (94, 138)), new Colour(0.14, 0.36, 0.2, 0.6), bulb);
        canvas.Fill(Shape.Line(4, (128, 18), (128, 140)), new Colour(0.14, 0.36, 0.2, 0.6), bulb);
        canvas.Fill(Shape.Ellipse(84, 82, 8, 24, 28), new Colour(1, 1, 1, 0.35), bulb);

        var body = Shape.Blob((56, 270), (70, 214), (128, 196), (186, 214), (200, 270));
        canvas.Fill(body.Edge(7), edge, badge);
        canvas.Fill(body, new Paint("68BFAE", "4AA294"), badge);

        Avatar.DrawPair(canvas, Shape.Blob((52, 138), (46, 102), (52, 92), (74, 102), (98, 122)), "6CC5B2", edge);
        Avatar.FillPair(canvas, Shape.Blob((60, 126), (56, 107), (61, 103), (74, 110), (82, 120)), "3D8C82");

        var head = Shape.Blob((128, 112), (178, 118), (214, 148), (216, 186), (186, 214), (128, 222), (70, 214), (40, 186), (42, 148), (78, 118));
        canvas.Draw(head, new Paint("86D8C6", "57B3A3"), edge);
        canvas.Fill(Shape.Polygon((112, 112), (128, 134), (150, 114), (140, 104), (116, 104)), "3F9488", head);
        canvas.Fill(Shape.Blob((186, 124), (204, 136), (206, 152), (194, 146)), "3F9488", head);
        canvas.Fill(Shape.Blob((58, 206), (70, 196), (84, 208), (74, 220)), "3F9488", head);
        canvas.Fill(Shape.Ellipse(92, 126, 24, 7, -10), new Colour(1, 1, 1, 0.3), head);

        foreach (var side in (int[])[0, 1])
        {
            var white = Shape.Blob((62, 172), (70, 148), (104, 150), (106, 172), (96, 186), (72, 186));
            canvas.Draw(side == 0 ? white : white.Mirrored(), "FFFFFF", edge, 5);
        }

        Avatar.Eyes(canvas, 88, 168, 13, 16, "E0483E", "7A1C1C");
        Avatar.FillPair(canvas, Shape.Ellipse(118, 186, 3.2, 2.4), edge);
        canvas.Fill(Shape.Line(5, (72, 196), (98, 206), (128, 208), (158, 206), (184, 196)), edge);
        Avatar.FillPair(canvas, Shape.Polygon((103, 206), (113, 208), (107, 215)), "FFFFFF");
    }
}
