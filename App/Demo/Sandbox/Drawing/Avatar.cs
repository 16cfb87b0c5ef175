namespace ConnectionsConsole.App.Demo.Sandbox.Drawing;

/// <summary>The pictures of the sandbox, and what all of them have in common. The same bytes on every call.</summary>
internal static class Avatar
{
    public static byte[] Render(Action<Canvas> draw)
    {
        var canvas = new Canvas();
        draw(canvas);
        return PngEncoder.Encode(Canvas.Size, Canvas.Size, canvas.ToRgba());
    }

    /// <summary>A round badge with a soft light, and the shape that things must stay within.</summary>
    public static Shape Badge(Canvas canvas, Colour top, Colour bottom)
    {
        var badge = Shape.Circle(128, 128, 124);
        canvas.Fill(badge, new Paint(top, bottom));
        canvas.Fill(Shape.Circle(128, 112, 84), new Colour(1, 1, 1, 0.16), badge);
        canvas.Fill(Shape.Circle(128, 112, 58), new Colour(1, 1, 1, 0.14), badge);
        return badge;
    }

    /// <summary>Draws the shape and its mirror image.</summary>
    public static void DrawPair(Canvas canvas, Shape left, Paint paint, Colour edge, double edgeWidth = 7)
    {
        canvas.Draw(left, paint, edge, edgeWidth);
        canvas.Draw(left.Mirrored(), paint, edge, edgeWidth);
    }

    /// <summary>Fills the shape and its mirror image.</summary>
    public static void FillPair(Canvas canvas, Shape left, Paint paint, Shape? within = null)
    {
        canvas.Fill(left, paint, within);
        canvas.Fill(left.Mirrored(), paint, within);
    }

    /// <summary>Two round eyes; the light in them comes from the same side, so it is not mirrored.</summary>
    /// <param name="x">Of the left eye's middle.</param>
    public static void Eyes(Canvas canvas, double x, double y, double radiusX, double radiusY, Paint iris, Colour pupil)
    {
        foreach (var middle in (double[])[x, Canvas.Size - x])
        {
            canvas.Fill(Shape.Ellipse(middle, y, radiusX, radiusY), pupil);
            canvas.Fill(Shape.Ellipse(middle, y + (radiusY * 0.12), radiusX * 0.8, radiusY * 0.78), iris);
            canvas.Fill(Shape.Ellipse(middle, y + (radiusY * 0.05), radiusX * 0.48, radiusY * 0.55), pupil);
            canvas.Fill(Shape.Ellipse(middle - (radiusX * 0.28), y - (radiusY * 0.4), radiusX * 0.36, radiusY * 0.32), "FFFFFF");
            canvas.Fill(Shape.Circle(middle + (radiusX * 0.32), y + (radiusY * 0.45), radiusX * 0.15), new Colour(1, 1, 1, 0.8));
        }
    }
}
