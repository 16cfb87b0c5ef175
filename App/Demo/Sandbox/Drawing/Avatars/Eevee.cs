namespace ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

internal static class Eevee
{
    public static void Draw(Canvas canvas)
    {
        Colour edge = "4B2E1E";
        var badge = Avatar.Badge(canvas, "CDEBC4", "6FB58A");

        var tail = Shape.Blob((176, 240), (206, 216), (214, 170), (236, 140), (246, 186), (232, 232), (200, 258));
        canvas.Fill(tail.Edge(7), edge, badge);
        canvas.Fill(tail, new Paint("F6E6C4", "B9793F"), badge);

        var ear = Shape.Blob((92, 112), (58, 92), (30, 44), (24, 12), (56, 28), (96, 62), (118, 96));
        Avatar.DrawPair(canvas, ear, new Paint("A9672F", "C5854A"), edge);
        Avatar.FillPair(canvas, Shape.Blob((94, 98), (66, 80), (44, 46), (38, 28), (60, 42), (92, 72), (106, 92)), "5F3A25");

        var collar = Shape.Blob(
            (128, 178), (170, 176), (206, 190), (198, 208), (206, 226), (184, 234), (168, 254), (128, 268), (88, 254), (72, 234), (50, 226), (58, 208),
                (50, 190), (86, 176));
        canvas.Fill(collar.Edge(7), edge, badge);
        canvas.Fill(collar, new Paint("FFF6DF", "EAD3A4"), badge);

        foreach (var (x, y) in ((double, double)[])[(86, 222), (108, 236), (128, 240)])
        {
            Avatar.FillPair(canvas, Shape.Line(3.5, (x - 5, y - 6), (x, y), (x + 5, y - 6)), new Colour(0.72, 0.55, 0.3, 0.7));
        }

        var head = Shape.Blob((128, 76), (166, 84), (192, 120), (198, 158), (172, 190), (128, 202), (84, 190), (58, 158), (64, 120), (90, 84));
        canvas.Draw(head, new Paint("D79A5C", "B8753C"), edge);
        canvas.Fill(Shape.Polygon((106, 72), (112, 96), (122, 84), (130, 104), (138, 84), (148, 96), (150, 72)), "9A5B2B", head);
        canvas.Fill(Shape.Ellipse(128, 196, 40, 26), new Colour(1, 0.93, 0.8, 0.45), head);
        canvas.Fill(Shape.Ellipse(88, 104, 18, 9, -38), new Colour(1, 1, 1, 0.25), head);

        Avatar.Eyes(canvas, 92, 142, 16, 22, "6B3F24", "26170F");
        canvas.Fill(Shape.Blob((121, 164), (135, 164), (128, 172)), edge);
        canvas.Fill(Shape.Line(4, (108, 176), (118, 181), (128, 174), (138, 181), (148, 176)), edge);
        Avatar.FillPair(canvas, Shape.Ellipse(74, 168, 11, 7), new Colour(0.95, 0.45, 0.4, 0.35), head);
    }
}
