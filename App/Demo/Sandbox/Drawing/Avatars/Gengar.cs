namespace ConnectionsConsole.App.Demo.Sandbox.Drawing.Avatars;

internal static class Gengar
{
    public static void Draw(Canvas canvas)
    {
        Colour edge = "2A1B45";
        var badge = Avatar.Badge(canvas, "C7B6F2", "4B3A8C");

        var body = Shape.Polygon(
            (44, 40), (78, 74), (92, 52), (108, 70), (128, 46), (148, 70), (164, 52), (178, 74), (212, 40), (208, 104), (226, 150), (244, 168),
            (222, 184), (206, 218), (176, 246), (80, 246), (50, 218), (34, 184), (12, 168), (30, 150), (48, 104));
        canvas.Fill(body.Edge(9), edge, badge);
        canvas.Fill(body, new Paint("9878CF", "5B3F99"), badge);
        Avatar.FillPair(canvas, Shape.Polygon((54, 60), (74, 84), (58, 104)), "6A4BAA");
        canvas.Fill(Shape.Ellipse(128, 246, 84, 22), new Colour(0.15, 0.05, 0.35, 0.3), body);
        canvas.Fill(Shape.Ellipse(76, 110, 12, 22, 30), new Colour(1, 1, 1, 0.15), body);

        var eye = Shape.Polygon((62, 108), (116, 140), (104, 154), (82, 152), (66, 136));
        Avatar.DrawPair(canvas, eye, new Paint("FF6A5E", "D92F3A"), edge, 6);
        Avatar.FillPair(canvas, Shape.Ellipse(91, 141, 5.5, 7), edge);
        foreach (var x in (double[])[84, 160])
        {
            canvas.Fill(Shape.Circle(x, 135, 3.5), "FFFFFF");
        }

        var grin = Shape.Blob((54, 168), (84, 177), (128, 181), (172, 177), (202, 168), (184, 203), (154, 219), (128, 222), (102, 219), (72, 203));
        canvas.Draw(grin, "FFFFFF", edge, 6);
        canvas.Fill(Shape.Line(3.5, (60, 188), (92, 198), (128, 201), (164, 198), (196, 188)), edge, grin);
        foreach (var x in (double[])[78, 103, 128, 153, 178])
        {
            canvas.Fill(Shape.Line(3.5, (x, 166), (x + ((128 - x) * 0.06), 228)), edge, grin);
        }
    }
}
