namespace ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

internal static class Charmander
{
    public static void Draw(Canvas canvas)
    {
        Colour edge = "5A2A1C";
        var badge = Avatar.Badge(canvas, "FBE3B4", "E58A5B");

        canvas.Draw(Shape.Line(22, (160, 236), (196, 226), (214, 190), (212, 152)), "F08A3C", edge);
        canvas.Draw(
            Shape.Blob((212, 166), (190, 146), (194, 112), (206, 100), (208, 76), (226, 96), (236, 128), (230, 156)), new Paint("FFC83D", "F2542D"), edge, 6);
        canvas.Fill(Shape.Blob((212, 158), (202, 144), (206, 124), (214, 108), (222, 132), (220, 152)), new Paint("FFF3B0", "FFC83D"));

        var body = Shape.Blob((58, 272), (76, 204), (128, 180), (180, 204), (198, 272));
        canvas.Fill(body.Edge(7), edge, badge);
        canvas.Fill(body, new Paint("F79A4B", "E9782F"), badge);
        canvas.Fill(Shape.Blob((92, 272), (98, 222), (128, 202), (158, 222), (164, 272)), "FCE3A6", badge);

        var head = Shape.Blob((128, 42), (168, 54), (192, 96), (188, 132), (198, 164), (172, 196), (128, 206), (84, 196), (58, 164), (68, 132), (64, 96),
            (88, 54));
        canvas.Draw(head, new Paint("FFAE5E", "F2843A"), edge);
        canvas.Fill(Shape.Ellipse(128, 208, 74, 18), new Colour(0.7, 0.25, 0.05, 0.2), head);
        canvas.Fill(Shape.Ellipse(104, 68, 24, 13, -24), new Colour(1, 1, 1, 0.35), head);

        Avatar.Eyes(canvas, 90, 126, 15, 22, "3FA7C9", "1E2B3C");
        Avatar.FillPair(canvas, Shape.Ellipse(119, 154, 3, 2.4), edge);
        canvas.Fill(Shape.Blob((84, 168), (128, 178), (172, 168), (158, 188), (128, 196), (98, 188)), "9E2F28");
        canvas.Fill(Shape.Ellipse(128, 192, 24, 9), "F2837A", Shape.Blob((84, 168), (128, 178), (172, 168), (158, 188), (128, 196), (98, 188)));
        canvas.Fill(Shape.Line(4.5, (80, 164), (96, 173), (128, 177), (160, 173), (176, 164)), edge);
        Avatar.FillPair(canvas, Shape.Polygon((98, 174), (110, 177), (103, 186)), "FFFFFF");
    }
}
